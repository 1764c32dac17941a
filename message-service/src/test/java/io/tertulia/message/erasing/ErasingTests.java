package io.tertulia.message.erasing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.message.Chat;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.test.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
@Timeout(60)
class ErasingTests {

    private static final String MESSAGES = "/api/v1/chat/messages/";

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final String secret = "secret " + UUID.randomUUID();
    private final Chat chat;
    private final MongoDatabase database;
    private final DeletionsConsumer consumer;
    private final MeterRegistry meters;
    private UUID room = UUID.randomUUID();

    @Autowired
    ErasingTests(
            @LocalServerPort int port,
            MongoDatabase database,
            DeletionsConsumer consumer,
            MeterRegistry meters) {
        chat = new Chat(port);
        this.database = database;
        this.consumer = consumer;
        this.meters = meters;
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana, bob);
        for (User each : List.of(ana, bob)) {
            Patience.await().until(() -> changes(each).status() == 200);
        }
    }

    private Chat.Answer changes(User caller) {
        return chat.get(caller, "/api/v1/chat/rooms/" + room + "/changes");
    }

    /** How many documents of the room's log hold a text. */
    private long holding(String text) {
        return Stream.of("changes", "messages")
                .flatMap(name -> ofRoom(name).stream())
                .filter(document -> document.toJson().contains(text))
                .count();
    }

    private List<Document> ofRoom(String collection) {
        return database.getCollection(collection)
                .find(new Document("room", room.toString()))
                .into(new ArrayList<>());
    }

    @Test
    void nothingThatTheLogKeepsHoldsTheTextOfADeletedMessage() {
        String other = "other " + UUID.randomUUID();
        String id = chat.send(ana, room, secret).text("id");
        chat.send(ana, room, other);
        chat.call(bob, "PUT", MESSAGES + id + "/reactions/%F0%9F%91%8D/", null);
        chat.call(ana, "PUT", MESSAGES + id + "/", Map.of("content", secret + " again"));
        chat.post(bob, MESSAGES, Map.of("room", room, "content", "an answer", "reply_to_id", id));
        assertThat(holding(secret)).isEqualTo(6);

        assertThat(chat.call(ana, "DELETE", MESSAGES + id + "/", null).status()).isEqualTo(204);

        Patience.await().untilAsserted(() -> assertThat(holding(secret)).isZero());
        assertThat(holding(other)).isEqualTo(2);
        assertThat(holding("an answer")).isEqualTo(2);
        assertThat(changes(bob).body().path("changes").valueStream())
                .extracting(change -> change.path("type").asString())
                .containsExactly(
                        "message",
                        "message",
                        "reaction",
                        "message_edited",
                        "message",
                        "message_deleted");
    }

    @Test
    void passesOverADeletionThatNobodyCanReadAndCountsIt() {
        double before = meters.counter("chat.message.erasures.malformed").count();
        var broken =
                new ConsumerRecord<>(
                        Topics.MESSAGE_EVENTS.name(), 0, 0, room.toString(), "{}".getBytes(UTF_8));
        broken.headers()
                .add(CloudEventHeaders.TYPE, "io.tertulia.message.deleted.v1".getBytes(UTF_8));
        var foreign =
                new ConsumerRecord<>(
                        Topics.MESSAGE_EVENTS.name(), 0, 1, room.toString(), new byte[] {1});

        consumer.on(List.of(broken, foreign));

        assertThat(meters.counter("chat.message.erasures.malformed").count() - before).isEqualTo(1);
    }
}
