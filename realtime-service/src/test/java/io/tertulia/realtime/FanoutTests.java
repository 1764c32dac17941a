package io.tertulia.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.test.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: whatever the log and the topics do, a socket is shown each change once and in order. */
class FanoutTests extends RealtimeTest {

    private static final EventCodec<RoomEvent> ROOM_EVENTS = new EventCodec<>(Topics.ROOM_EVENTS);
    private static final EventCodec<PresenceEvent> PRESENCE =
            new EventCodec<>(Topics.PRESENCE_EVENTS);

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom room = messages.room(alice, bob);

    @Test
    void pushesWhatWasMissedBeforeReady() {
        say(1, 20);
        try (var client = SocketClient.connect(port(), bob, room.id(), "?after=3")) {
            client.await("ready");

            assertThat(client.seqs()).containsExactlyElementsOf(places(4, 20));
            assertThat(client.frames().getLast().at("/data/rooms/" + room.id()).asLong())
                    .isEqualTo(20);
            messages.say(room, alice, "live");
            client.await("message", 18);
            assertThat(client.seqs()).containsExactlyElementsOf(places(4, 21));
        }
    }

    @Test
    void leavesNeitherHoleNorRepeatWhenSocketsOpenInTheMiddleOfABurst() throws Exception {
        say(1, 5);
        var isOver = new AtomicBoolean();
        Thread talker =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!isOver.get() && room.lastSeq() < 2_700) {
                                        messages.say(room, alice, "talk");
                                        pause();
                                    }
                                });
        for (int i = 0; i < 5; i++) {
            try (var caughtUp = SocketClient.connect(port(), bob, room.id(), "?after=2");
                    var fresh = SocketClient.open(port(), alice, room.id())) {
                caughtUp.await("ready");
                long head = room.lastSeq();
                Awaitility.await().until(() -> caughtUp.seqs().contains(head + 20));
                Awaitility.await().until(() -> fresh.seqs().contains(head + 20));
                assertDense(caughtUp.seqs(), 3);
                long ready = fresh.await("ready").at("/data/rooms/" + room.id()).asLong();
                assertDense(fresh.seqs(), ready + 1);
            }
        }
        isOver.set(true);
        talker.join();
    }

    @Test
    void dropsEventsThatComeAgain() {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            List<MessageEvent> said = say(1, 3);
            said.forEach(messages::publish);
            messages.publish(said.getFirst());
            say(4, 4);

            client.await("message", 4);
            assertThat(client.seqs()).containsExactlyElementsOf(places(1, 4));
        }
    }

    @Test
    void fillsAHoleFromTheRoomLog() {
        try (var client = SocketClient.open(port(), bob, room.id());
                var signals = SocketClient.connectSignals(port(), alice, room.id())) {
            say(1, 2);
            client.await("message", 2);
            signals.await("new_message", 2);
            room.send(UUID.randomUUID(), alice, "stored, but its event is lost");
            room.send(UUID.randomUUID(), alice, "this one too");
            say(5, 6);

            client.await("message", 6);
            signals.await("new_message", 6);
            assertThat(client.seqs()).containsExactlyElementsOf(places(1, 6));
            assertThat(signals.seqs()).containsExactlyElementsOf(places(1, 6));
            assertThat(client.frames("resync")).isEmpty();
        }
    }

    @Test
    void skipsRecordsThatCannotBeRead() {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            String key = room.id().toString();
            for (var topic : List.of(Topics.MESSAGE_EVENTS, Topics.ROOM_EVENTS)) {
                messages.send(new ProducerRecord<>(topic.name(), key, null));
                messages.send(new ProducerRecord<>(topic.name(), key, new byte[] {'x'}));
                messages.send(
                        new ProducerRecord<>(
                                topic.name(), partition(room.id()), null, new byte[2]));
            }
            say(1, 1);

            client.await("message");
            Awaitility.await().until(() -> skippedRecords() >= 6);
        }
    }

    @Test
    void asksForAResyncWhereAHoleCannotBeFilled() {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            say(1, 1);
            client.await("message", 1);
            messages.goAwayFor(room);
            room.send(UUID.randomUUID(), alice, "lost");
            say(3, 4);

            JsonNode resync = client.await("resync").path("data");
            assertThat(resync.path("room").asString()).isEqualTo(room.id().toString());
            client.await("message", 3);
            assertThat(client.seqs()).containsExactly(1L, 3L, 4L);
        }
    }

    @Test
    void closesWhoIsDeniedTheLogWhileAHoleIsFilled() {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            room.remove(bob);
            room.send(UUID.randomUUID(), alice, "lost");
            say(2, 2);

            assertThat(client.awaitClosed()).startsWith("4403");
            assertThat(client.seqs()).isEmpty();
        }
    }

    @Test
    void leavesItToAClientThatIsTooFarBehind() {
        LongStream.rangeClosed(1, 3_000)
                .forEach(seq -> room.send(UUID.randomUUID(), alice, "m" + seq));
        try (var client = SocketClient.connect(port(), bob, room.id(), "?after=0")) {
            client.await("ready");
            say(3_001, 3_001);

            client.await("message", 2_801);
            assertThat(client.frames("resync").getFirst().at("/data/last_seq").asLong())
                    .isEqualTo(3_000);
            assertThat(client.seqs().subList(0, 2_800)).containsExactlyElementsOf(places(1, 2_800));
            assertThat(client.seqs().getLast()).isEqualTo(3_001);
        }
    }

    @Test
    void closesAClientThatReadsTooSlowlyAndServesTheOthers() {
        String large = "x".repeat(3_000);
        try (var asleep = SocketClient.connectAsleep(port(), bob, room.id());
                var awake = SocketClient.open(port(), alice, room.id())) {
            Awaitility.await()
                    .until(
                            () -> {
                                for (int i = 0; i < 300; i++) {
                                    messages.say(room, alice, large);
                                }
                                return closes("too_slow") > 0;
                            });
            long head = messages.say(room, alice, "last").message().seq();

            Awaitility.await().until(() -> awake.seqs().contains(head));
            assertDense(awake.seqs(), 1);
            asleep.wakeUp();
            assertThat(asleep.awaitClosed()).startsWith("4408");
            assertThat(awake.isClosed()).isFalse();
        }
    }

    @Test
    void tellsOthersWhoOpensAndClosesTheRoom() {
        try (var client = SocketClient.open(port(), bob, room.id());
                var own = SocketClient.open(port(), alice, room.id())) {
            publish(new PresenceEvent.UserJoinedRoom(alice, room.id()));
            publish(new PresenceEvent.UserLeftRoom(alice, room.id(), true));

            List<JsonNode> states = client.await("user_status", 2);
            assertThat(states.getFirst().at("/data/action").asString()).isEqualTo("user_joined");
            assertThat(states.getLast().at("/data/action").asString()).isEqualTo("user_left");
            assertThat(states.getLast().at("/data/is_online").asBoolean()).isTrue();
            assertThat(states.getLast().at("/data/user_id").asString())
                    .isEqualTo(alice.id().toString());
            assertThat(own.frames("user_status")).isEmpty();
        }
    }

    @Test
    void showsTheRoomsNewStateAndClosesTheSocketsOfWhoLeft() {
        try (var staying = SocketClient.open(port(), alice, room.id());
                var leaving = SocketClient.open(port(), bob, room.id())) {
            publish(1, new RoomEvent.ParticipantJoined(state(), bob, Role.MEMBER));
            publish(2, new RoomEvent.ParticipantLeft(state(), bob));

            assertThat(leaving.awaitClosed()).startsWith("4403");
            JsonNode left = staying.await("participant_left").path("data");
            assertThat(left.path("room").asString()).isEqualTo(room.id().toString());
            assertThat(left.path("name").asString()).isEqualTo("General");
            assertThat(left.at("/user/id").asString()).isEqualTo(bob.id().toString());
            assertThat(staying.frames("participant_joined")).hasSize(1);
        }
    }

    @Test
    void ignoresARoomEventThatComesAgain() {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            publish(7, new RoomEvent.RoomUpdated(state()));
            publish(7, new RoomEvent.RoomUpdated(state()));
            publish(6, new RoomEvent.ParticipantLeft(state(), bob));
            publish(8, new RoomEvent.RoomUpdated(state()));

            client.await("room_updated", 2);
            assertThat(client.frames("participant_left")).isEmpty();
            assertThat(client.isClosed()).isFalse();
        }
    }

    private List<MessageEvent> say(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> messages.say(room, alice, "m" + seq))
                .toList();
    }

    private static List<Long> places(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static void assertDense(List<Long> seqs, long first) {
        assertThat(seqs).containsExactlyElementsOf(places(first, first + seqs.size() - 1));
    }

    private static int partition(UUID room) {
        return BuiltInPartitioner.partitionForKey(
                room.toString().getBytes(UTF_8), Topics.PARTITIONS);
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(4).toNanos());
    }

    private void publish(PresenceEvent event) {
        messages.send(
                PRESENCE.encode(
                        new Envelope<>(
                                UUID.randomUUID(), event.user().id(), 0, Instant.EPOCH, event)));
    }

    private void publish(long version, RoomEvent event) {
        messages.send(
                ROOM_EVENTS.encode(
                        new Envelope<>(
                                UUID.randomUUID(), room.id(), version, Instant.EPOCH, event)));
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
