package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.MessageType;
import io.tertulia.message.Chat;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.message.attachments.AttachmentClient.Answer;
import io.tertulia.message.attachments.images.Drawings;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a message shows of an upload, from the request to the event, and back to nothing. */
@ServiceTest
@Timeout(60)
class SentAttachmentTests {

    private static final String MESSAGES = "/api/v1/chat/messages/";

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;
    private final AttachmentClient client;
    private final UploadSweeper sweeper;
    private final UploadShelf shelf;
    private final MongoDatabase database;
    private UUID room = UUID.randomUUID();

    SentAttachmentTests(
            @LocalServerPort @Autowired int port,
            @Autowired UploadSweeper sweeper,
            @Autowired UploadShelf shelf,
            @Autowired MongoDatabase database) {
        this.chat = new Chat(port);
        this.client = new AttachmentClient(port);
        this.sweeper = sweeper;
        this.shelf = shelf;
        this.database = database;
    }

    @BeforeEach
    void makeRoom() {
        room = newRoom();
    }

    private UUID newRoom() {
        UUID made = chat.room(ana, bob);
        Patience.await().until(() -> chat.get(bob, MESSAGES + "?room=" + made).status() == 200);
        return made;
    }

    private Answer picture() {
        return client.upload(ana, room, "foto.png", Drawings.png(640, 480));
    }

    private Answer file() {
        return client.upload(ana, room, "notes.txt", "hola".getBytes(UTF_8));
    }

    private Chat.Answer send(User sender, UUID where, Answer upload, Map<String, ?> more) {
        var message = new HashMap<String, Object>(more);
        message.put("room", where);
        message.put("attachment_id", upload.id());
        return chat.post(sender, MESSAGES, message);
    }

    private Chat.Answer send(Answer upload) {
        return send(ana, room, upload, Map.of());
    }

    @Test
    void aMessageShowsItsAttachmentEverywhere() {
        try (var tap = KafkaTap.on(Topics.MESSAGE_EVENTS)) {
            Answer upload = picture();

            Chat.Answer sent = send(ana, room, upload, Map.of("content", "mira"));

            assertThat(sent.status()).isEqualTo(201);
            assertThat(sent.body().path("attachment")).isEqualTo(upload.body());
            assertThat(sent.text("message_type")).isEqualTo("image");
            assertThat(chat.get(bob, MESSAGES + sent.text("id")).body()).isEqualTo(sent.body());
            var event = tap.await(each -> each.key().equals(room)).data().message();
            assertThat(event.attachment()).isNotNull();
            assertThat(event.attachment().id()).isEqualTo(upload.id());
            assertThat(event.messageType()).isEqualTo(MessageType.IMAGE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, , image", "true, text, image", "true, image, image", "true, file, file",
        "false, , file", "false, text, file", "false, image, file", "false, file, file"
    })
    void theTypeFollowsTheContent(boolean isPicture, String asked, String given) {
        Answer upload = isPicture ? picture() : file();

        Chat.Answer sent =
                send(ana, room, upload, asked == null ? Map.of() : Map.of("message_type", asked));

        assertThat(sent.text("message_type")).isEqualTo(given);
    }

    @Test
    void aBombIsSentAsAFile() {
        Answer bomb = client.upload(ana, room, "bomb.png", Drawings.pngBomb(30_000, 30_000, false));

        assertThat(send(bomb).text("message_type")).isEqualTo("file");
    }

    @Test
    void withAnAttachmentAMessageNeedSayNothing() {
        assertThat(send(picture()).text("content")).isEmpty();
        assertThat(send(ana, room, picture(), Map.of("content", "")).status()).isEqualTo(201);
        assertThat(send(ana, room, picture(), Map.of("content", "  ")).status()).isEqualTo(400);
        assertThat(chat.send(ana, room, "").status()).isEqualTo(400);
    }

    @Test
    void whatItSaysCanBeTakenBack() {
        Chat.Answer sent = send(ana, room, picture(), Map.of("content", "oops"));

        Chat.Answer edited =
                chat.call(ana, "PATCH", MESSAGES + sent.text("id") + "/", Map.of("content", ""));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.text("content")).isEmpty();
        assertThat(edited.body().path("attachment")).isEqualTo(sent.body().path("attachment"));
    }

    @Test
    void withoutAnAttachmentTheTypeIsALabel() {
        var labelled = Map.of("room", room, "content", "una foto", "message_type", "image");

        Chat.Answer sent = chat.post(ana, MESSAGES, labelled);

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("message_type")).isEqualTo("image");
        assertThat(sent.body().path("attachment").isNull()).isTrue();
        assertThat(chat.call(ana, "DELETE", MESSAGES + sent.text("id") + "/", null).status())
                .isEqualTo(204);
    }

    @Test
    void onlyAnUnsentUploadOfOnesOwnInTheSameRoomIsTaken() {
        Answer upload = picture();
        UUID other = newRoom();

        assertThatItIsUnknown(send(bob, room, upload, Map.of()));
        assertThatItIsUnknown(send(ana, other, upload, Map.of()));
        assertThatItIsUnknown(
                chat.post(ana, MESSAGES, Map.of("room", room, "attachment_id", UUID.randomUUID())));
        assertThat(send(upload).status()).isEqualTo(201);
        assertThatItIsUnknown(send(upload));
    }

    private static void assertThatItIsUnknown(Chat.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").has("attachment_id")).isTrue();
    }

    @Test
    void aRepeatedIdIsAnsweredWithTheFirstMessage() {
        Answer upload = picture();
        Map<String, ?> id = Map.of("id", UUID.randomUUID());

        Chat.Answer first = send(ana, room, upload, id);
        Chat.Answer second = send(ana, room, upload, id);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void whatIsSentCannotBeLetGo() {
        Answer upload = picture();
        send(upload);

        assertThat(client.call("DELETE", ana, upload.text("url")).statusCode()).isEqualTo(409);
        assertThat(client.call("DELETE", bob, upload.text("url")).statusCode()).isEqualTo(404);
        assertThat(client.get(bob, upload.text("url")).statusCode()).isEqualTo(200);
    }

    @Test
    void withItsMessageItsNameIsErased() {
        String name = "secret-" + UUID.randomUUID() + ".txt";
        Chat.Answer sent = send(client.upload(ana, room, name, "hola".getBytes(UTF_8)));
        assertThat(holding(name)).isEqualTo(2);

        chat.call(ana, "DELETE", MESSAGES + sent.text("id") + "/", null);

        Patience.await().untilAsserted(() -> assertThat(holding(name)).isZero());
    }

    /** How many documents of the room's log hold a text. */
    private long holding(String text) {
        return Stream.of("changes", "messages")
                .map(collection -> database.getCollection(collection))
                .flatMap(
                        collection ->
                                collection
                                        .find(new Document("room", room.toString()))
                                        .into(new ArrayList<>())
                                        .stream())
                .filter(document -> document.toJson().contains(text))
                .count();
    }

    @Test
    void withItsMessageItIsGoneAtOnceAndItsBytesSoon() {
        Answer upload = picture();
        Chat.Answer sent = send(upload);

        chat.call(ana, "DELETE", MESSAGES + sent.text("id") + "/", null);

        assertThat(client.get(ana, upload.text("url")).statusCode()).isEqualTo(404);
        assertThat(client.get(bob, upload.text("thumbnail_url")).statusCode()).isEqualTo(404);
        assertThat(chat.get(bob, MESSAGES + sent.text("id")).body().path("attachment").isNull())
                .isTrue();
        sweeper.sweep();
        assertThat(shelf.content(upload.id())).isEmpty();
        assertThat(shelf.thumbnail(upload.id())).isEmpty();
    }
}
