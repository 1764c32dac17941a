package io.tertulia.message.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.CommandReply.Marked;
import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.message.Chat;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.support.KafkaHeaders;

/** What sockets ask for, through Kafka. */
@ServiceTest
@Timeout(60)
class ReadCommandsTests {

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final EventCodec<MarkRead> codec = new EventCodec<>(Topics.READ_COMMANDS);
    private final KafkaTap<CommandReply> replies = KafkaTap.on(Topics.COMMAND_REPLIES);
    private final KafkaTap<MessagesRead> reads = KafkaTap.on(Topics.READS);
    private final Producer<String, byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", Servers.kafka(), "linger.ms", 50),
                    new StringSerializer(),
                    new ByteArraySerializer());
    private final Chat chat;
    private final MeterRegistry meters;
    private UUID room = UUID.randomUUID();

    @Autowired
    ReadCommandsTests(@LocalServerPort int port, MeterRegistry meters) {
        chat = new Chat(port);
        this.meters = meters;
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana, bob);
        for (User each : List.of(ana, bob)) {
            Patience.await()
                    .until(
                            () ->
                                    chat.get(each, "/api/v1/chat/rooms/" + room + "/changes")
                                                    .status()
                                            == 200);
        }
    }

    @AfterEach
    void close() {
        producer.close();
        replies.close();
        reads.close();
    }

    private UUID say(User sender) {
        return UUID.fromString(chat.send(sender, room, "Hola").text("id"));
    }

    private MarkRead ask(User by, UUID... ids) {
        return new MarkRead(UUID.randomUUID(), room, by, List.of(ids));
    }

    private void append(MarkRead ask) {
        append(codec.encode(new Envelope<>(ask.id(), ask.room(), 0, Instant.EPOCH, ask)));
    }

    private void append(ProducerRecord<String, byte[]> record) {
        record.headers()
                .add(KafkaHeaders.REPLY_TOPIC, Topics.COMMAND_REPLIES.name().getBytes(UTF_8))
                .add(KafkaHeaders.REPLY_PARTITION, ByteBuffer.allocate(4).putInt(3).array())
                .add(KafkaHeaders.CORRELATION_ID, "asked".getBytes(UTF_8));
        var unused = producer.send(record);
    }

    private CommandReply replyTo(MarkRead ask) {
        return replies.await(each -> each.id().equals(ask.id())).data();
    }

    @Test
    void marksAndAnswersAndTellsTheRoom() {
        UUID one = say(bob);
        UUID own = say(ana);
        UUID three = say(bob);
        MarkRead ask = ask(ana, one, own, UUID.randomUUID(), three);
        append(ask);

        assertThat(replyTo(ask)).isEqualTo(new Marked(2));
        assertThat(reads.await(each -> each.key().equals(room)).data().messageIds())
                .containsExactly(one, three);
        assertThat(
                        chat.get(bob, "/api/v1/chat/messages/" + three + "/reads/")
                                .body()
                                .path("results")
                                .path(0)
                                .path("user")
                                .path("username")
                                .asString())
                .isEqualTo(ana.username());
        assertThat(replies.records())
                .filteredOn(record -> isReplyTo(ask, record))
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.partition()).isEqualTo(3);
                            assertThat(
                                            record.headers()
                                                    .lastHeader(KafkaHeaders.CORRELATION_ID)
                                                    .value())
                                    .isEqualTo("asked".getBytes(UTF_8));
                        });
    }

    private static boolean isReplyTo(MarkRead ask, ConsumerRecord<String, byte[]> record) {
        byte[] id = record.headers().lastHeader(CloudEventHeaders.ID).value();
        return new String(id, UTF_8).equals(ask.id().toString());
    }

    @Test
    void manyRequestsAreOneReadingAndEachIsAnswered() {
        List<UUID> ids = IntStream.range(0, 20).mapToObj(i -> say(bob)).toList();
        List<MarkRead> asks = ids.stream().map(id -> ask(ana, id, ids.getFirst())).toList();
        asks.forEach(this::append);

        long sum = asks.stream().mapToLong(ask -> ((Marked) replyTo(ask)).count()).sum();

        assertThat(sum).isEqualTo(20);
        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(reads.seen())
                                        .filteredOn(each -> each.key().equals(room))
                                        .flatExtracting(each -> each.data().messageIds())
                                        .containsExactlyInAnyOrderElementsOf(ids));
        assertThat(reads.seen().stream().filter(each -> each.key().equals(room)).count())
                .isLessThan(20);
    }

    @Test
    void aRequestThatComesAgainChangesNothing() {
        MarkRead ask = ask(ana, say(bob));
        append(ask);
        assertThat(replyTo(ask)).isEqualTo(new Marked(1));

        append(ask);

        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(replies.seen())
                                        .filteredOn(each -> each.id().equals(ask.id()))
                                        .extracting(Envelope::data)
                                        .containsExactly(new Marked(1), new Marked(0)));
        assertThat(reads.seen()).filteredOn(each -> each.key().equals(room)).hasSize(1);
    }

    @Test
    void refusesStrangersAndTooMany() {
        UUID id = say(bob);
        MarkRead strange = ask(People.someone("eve"), id);
        MarkRead huge = ask(ana, Collections.nCopies(501, id).toArray(UUID[]::new));
        append(strange);
        append(huge);

        assertThat(replyTo(strange))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Refusal.NOT_A_PARTICIPANT));
        assertThat(replyTo(huge))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(Refusal.INVALID);
                            assertThat(refused.detail()).contains("message_ids", "500");
                        });
        assertThat(chat.get(bob, "/api/v1/chat/messages/" + id + "/reads/").body().path("count"))
                .hasToString("0");
    }

    @Test
    void passesOverWhatNobodyCanReadAndCountsIt() {
        double before = meters.counter("chat.message.reads.malformed").count();
        String key = room.toString();
        append(new ProducerRecord<>(Topics.READ_COMMANDS.name(), key, new byte[] {1}));
        append(poison(key, "{\"room\": null}"));
        append(
                poison(
                        key,
                        "{\"id\": \"%s\", \"room\": \"%s\", \"by\": null, \"message_ids\": []}"
                                .formatted(UUID.randomUUID(), room)));
        append(poison(key, null));
        MarkRead misplaced = ask(ana, say(bob));
        append(
                codec.encode(
                        new Envelope<>(
                                misplaced.id(), UUID.randomUUID(), 0, Instant.EPOCH, misplaced)));
        MarkRead ask = ask(ana, say(bob));
        append(ask);

        assertThat(replyTo(ask)).isEqualTo(new Marked(1));
        Patience.await()
                .until(() -> meters.counter("chat.message.reads.malformed").count() - before == 5);
    }

    private static ProducerRecord<String, byte[]> poison(String key, @Nullable String value) {
        var record =
                new ProducerRecord<>(
                        Topics.READ_COMMANDS.name(),
                        key,
                        value == null ? null : value.getBytes(UTF_8));
        record.headers()
                .add(CloudEventHeaders.TYPE, "io.tertulia.command.mark-read.v1".getBytes(UTF_8))
                .add(CloudEventHeaders.ID, UUID.randomUUID().toString().getBytes(UTF_8))
                .add(CloudEventHeaders.SEQUENCE, "0".getBytes(UTF_8))
                .add(CloudEventHeaders.TIME, "2026-01-01T00:00:00Z".getBytes(UTF_8));
        return record;
    }
}
