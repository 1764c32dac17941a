package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.events.realtime.Typing;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.test.People;
import io.tertulia.test.PoisonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Goal: no record keeps those behind it from anybody, and what cannot be read is counted. */
class PoisonTests extends RealtimeTest {

    /** Messages are placed by key, type and sequence: nobody here asks for these. */
    private static final List<String> NOT_NEEDED_OF_MESSAGES =
            List.of("without ce_id", "without ce_time", "ce_id one", "ce_time yesterday");

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom room = messages.room(alice, bob);

    @Autowired private MeterRegistry meters;

    /**
     * A topic, the frame that a record of it makes, and how to make a record's data.
     *
     * @param key whether records are keyed by the room, else by the person
     */
    private record Read<E>(
            Topic<E> topic, String frame, boolean key, Function<PoisonTests, E> data) {
        @Override
        public String toString() {
            return topic.name();
        }

        EventCodec<E> codec() {
            return new EventCodec<>(topic);
        }

        Envelope<E> envelope(PoisonTests test, long sequence) {
            UUID about = key ? test.room.id() : test.alice.id();
            return new Envelope<>(
                    UUID.randomUUID(), about, sequence, Instant.now(), data.apply(test));
        }
    }

    static Stream<Read<?>> besideTheLog() {
        return Stream.of(
                new Read<RoomEvent>(
                        Topics.ROOM_EVENTS,
                        "room_updated",
                        true,
                        test -> new RoomEvent.RoomUpdated(test.state())),
                new Read<PresenceEvent>(
                        Topics.PRESENCE_EVENTS,
                        "user_status",
                        false,
                        test -> new PresenceEvent.UserJoinedRoom(test.alice, test.room.id())),
                new Read<>(Topics.TYPING, "typing", true, test -> new Typing(test.alice, true)),
                new Read<>(
                        Topics.READS,
                        "messages_read",
                        true,
                        test ->
                                new MessagesRead(
                                        test.alice, List.of(), null, Instant.EPOCH, null)));
    }

    @ParameterizedTest
    @MethodSource("besideTheLog")
    <E> void passesOverPoisonBesideTheLog(Read<E> read) {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            double before = skippedRecords();
            List<PoisonRecords.Named> poison =
                    PoisonRecords.of(read.codec(), read.envelope(this, 1));
            poison.forEach(each -> messages.send(each.record()));
            messages.send(read.codec().encode(read.envelope(this, 2)));

            client.await(read.frame());
            Awaitility.await().until(() -> skippedRecords() - before >= poison.size());
            assertThat(client.frames(read.frame())).hasSize(1);
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void passesOverPoisonInTheLogAndShowsTheLogWithoutAHole() {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            double before = skippedRecords();
            Message first = messages.say(room, alice, "m1").message();
            List<ProducerRecord<String, byte[]>> poison =
                    PoisonRecords.of(codec(), envelope(first)).stream()
                            .filter(each -> !NOT_NEEDED_OF_MESSAGES.contains(each.name()))
                            .map(PoisonRecords.Named::record)
                            .toList();
            poison.forEach(messages::send);
            messages.say(room, alice, "m2");

            client.await("message", 2);
            Awaitility.await().until(() -> skippedRecords() - before >= poison.size());
            assertThat(client.seqs()).containsExactly(1L, 2L);
            assertThat(client.frames("resync")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("misplaced")
    void believesNoRecordWhoseKeyOrSequenceIsNotThatOfItsMessage(
            Consumer<ProducerRecord<String, byte[]>> spoiling) {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            double before = skippedRecords();
            Message first = messages.say(room, alice, "m1").message();
            ProducerRecord<String, byte[]> wrong = codec().encode(envelope(first));
            spoiling.accept(wrong);
            messages.send(wrong);
            messages.say(room, alice, "m2");

            client.await("message", 2);
            Awaitility.await().until(() -> skippedRecords() - before >= 1);
            assertThat(client.seqs()).containsExactly(1L, 2L);
            assertThat(client.frames("resync")).isEmpty();
        }
    }

    static Stream<Consumer<ProducerRecord<String, byte[]>>> misplaced() {
        return Stream.of("0", "-1", "2", "1000", "9223372036854775807")
                .map(
                        sequence ->
                                record ->
                                        record.headers()
                                                .remove(CloudEventHeaders.SEQUENCE)
                                                .add(CloudEventHeaders.SEQUENCE, bytes(sequence)));
    }

    @Test
    void showsNobodyAMessageOfAnotherRoom() {
        MiniRoom other = messages.room(alice, bob);
        Message elsewhere = messages.say(other, alice, "secret").message();
        try (var client = SocketClient.open(port(), bob, room.id())) {
            ProducerRecord<String, byte[]> encoded = codec().encode(envelope(elsewhere));
            messages.send(
                    new ProducerRecord<>(
                            encoded.topic(),
                            null,
                            room.id().toString(),
                            encoded.value(),
                            encoded.headers()));
            messages.say(room, alice, "m1");

            assertThat(client.await("message").at("/data/content").asString()).isEqualTo("m1");
            assertThat(client.seqs()).containsExactly(1L);
        }
    }

    @Test
    void readsRepliesBehindPoison() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            var codec = new EventCodec<>(Topics.COMMAND_REPLIES);
            CommandReply alive = new CommandReply.Alive();
            var envelope = new Envelope<>(UUID.randomUUID(), room.id(), 0, Instant.EPOCH, alive);
            for (PoisonRecords.Named each : PoisonRecords.of(codec, envelope)) {
                IntStream.range(0, Topics.PARTITIONS)
                        .forEach(
                                partition ->
                                        messages.send(
                                                new ProducerRecord<>(
                                                        each.record().topic(),
                                                        partition,
                                                        each.record().key(),
                                                        each.record().value(),
                                                        each.record().headers())));
            }
            client.say("c1", "/refuse");

            JsonNode error = client.await("error").path("data");
            assertThat(error.path("client_id").asString()).isEqualTo("c1");
            assertThat(error.path("code").asString()).isEqualTo("not_a_participant");
        }
    }

    @Test
    void answersUnavailableWhereTheReplyCannotBeRead() {
        double before = meters.counter("chat.realtime.replies.malformed").count();
        try (var client = SocketClient.open(port(), alice, room.id())) {
            client.say("c1", "/nonsense");

            assertThat(client.await("error").at("/data/code").asString()).isEqualTo("unavailable");
            assertThat(meters.counter("chat.realtime.replies.malformed").count() - before)
                    .isEqualTo(1);
        }
    }

    private static EventCodec<MessageEvent> codec() {
        return new EventCodec<>(Topics.MESSAGE_EVENTS);
    }

    private static Envelope<MessageEvent> envelope(Message message) {
        return new Envelope<>(
                UUID.randomUUID(),
                message.room(),
                message.seq(),
                Instant.EPOCH,
                new MessageEvent.MessageSent(message));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Room state() {
        return new Room(
                room.id(),
                "General",
                "",
                RoomType.GROUP,
                Visibility.PUBLIC,
                2,
                alice,
                true,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
