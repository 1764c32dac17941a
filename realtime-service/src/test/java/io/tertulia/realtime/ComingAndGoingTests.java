package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: rooms come and go on an open socket of all rooms, without a hole and without a rest. */
class ComingAndGoingTests extends RealtimeTest {

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");

    @AfterEach
    void answerListsAgain() {
        messages.pauseLists(null);
    }

    @Test
    void showsARoomThatItsVisitorCreates() {
        try (var client = SocketClient.openAll(port(), alice)) {
            MiniRoom room = rooms.create(alice, bob);

            JsonNode created = client.await("room_created").path("data");
            assertThat(created.path("room").asString()).isEqualTo(room.id().toString());
            assertThat(created.path("last_seq").asLong(-1)).isZero();
            assertThat(client.await("participant_joined", 2))
                    .extracting(f -> f.at("/data/user/id").asString())
                    .containsExactly(alice.id().toString(), bob.id().toString());
            messages.say(room, alice, "welcome");
            client.await("message");
            room.send(UUID.randomUUID(), bob, "stored, but its event is lost");
            messages.say(room, alice, "third");
            client.await("message", 3);
            assertThat(client.seqs(room.id())).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void showsARoomIntoWhichSomebodyTakesItsVisitorWithWhatFollows() {
        try (var client = SocketClient.openAll(port(), bob)) {
            User cleo = People.someone("Cleo");
            MiniRoom room = rooms.create(alice, bob, cleo);

            assertThat(client.await("participant_joined", 2))
                    .extracting(f -> f.at("/data/user/id").asString())
                    .containsExactly(bob.id().toString(), cleo.id().toString());
            JsonNode own = client.frames("participant_joined").getFirst().path("data");
            assertThat(own.path("last_seq").asLong(-1)).isZero();
            JsonNode hers = client.frames("participant_joined").getLast().path("data");
            assertThat(hers.has("last_seq")).isFalse();
            assertThat(client.frames("room_created")).isEmpty();
            messages.say(room, alice, "hello");
            client.await("message");
            assertThat(client.seqs(room.id())).containsExactly(1L);
        }
    }

    @Test
    void leavesNoHoleBetweenTheEventAndTheFirstLiveFrame() throws Exception {
        MiniRoom busy = rooms.create(alice);
        var isOver = new AtomicBoolean();
        Thread talker = talk(busy, isOver);
        List<User> newcomers = Stream.generate(() -> People.someone("New")).limit(5).toList();
        for (User newcomer : newcomers) {
            try (var client = SocketClient.openAll(port(), newcomer)) {
                rooms.join(busy, newcomer);
                long from = client.await("participant_joined").at("/data/last_seq").asLong(-1) + 1;
                assertThat(from).isPositive();
                long to = from + 20;
                Awaitility.await().until(() -> client.seqs(busy.id()).contains(to));
                assertDense(client.seqs(busy.id()), from);
            }
        }
        isOver.set(true);
        talker.join();
    }

    @Test
    void showsNothingOfARoomThatItsVisitorHasLeftAndStaysOpen() {
        MiniRoom left = messages.room(alice, bob);
        MiniRoom kept = messages.room(bob);
        try (var all = SocketClient.openAll(port(), bob);
                var one = SocketClient.open(port(), bob, left.id());
                var other = SocketClient.open(port(), alice, left.id())) {
            messages.say(left, alice, "before");
            all.await("message");
            rooms.leave(left, bob);

            JsonNode frame = all.await("participant_left").path("data");
            assertThat(frame.path("room").asString()).isEqualTo(left.id().toString());
            assertThat(one.awaitClosed()).startsWith("4403");
            messages.say(left, alice, "among ourselves");
            other.await("message", 2);
            messages.say(kept, bob, "still here");
            all.await("message", 2);
            assertThat(all.seqs(left.id())).containsExactly(1L);
            assertThat(all.isClosed()).isFalse();
            all.act(left.id(), "typing", ",\"is_typing\":true");
            assertThat(all.await("error").at("/data/code").asString())
                    .isEqualTo("not_a_participant");
        }
    }

    @Test
    void followsWhoLeavesAndComesAgainAsOftenAsTheyDo() {
        MiniRoom room = messages.room(alice, bob);
        try (var client = SocketClient.openAll(port(), bob)) {
            for (int i = 1; i <= 5; i++) {
                rooms.leave(room, bob);
                client.await("participant_left", i);
                messages.say(room, alice, "in between");
                rooms.join(room, bob);
                long joined =
                        client.await("participant_joined", i)
                                .getLast()
                                .at("/data/last_seq")
                                .asLong(-1);
                long said = messages.say(room, alice, "together").message().seq();
                assertThat(joined).isLessThan(said);
                Awaitility.await().until(() -> client.seqs(room.id()).contains(said));
                assertThat(client.seqs(room.id()))
                        .containsAll(LongStream.rangeClosed(joined + 1, said).boxed().toList())
                        .doesNotHaveDuplicates()
                        .isSorted();
            }

            assertThat(client.frames("participant_left")).hasSize(5);
        }
    }

    @Test
    void takesRepeatedEventsForWhatTheyAre() {
        MiniRoom room = rooms.create(alice);
        try (var client = SocketClient.openAll(port(), bob)) {
            rooms.join(room, bob);
            long version = room.versionOf(bob.id());
            client.await("participant_joined");
            var joined =
                    new RoomEvent.ParticipantJoined(
                            MiniRoomService.state(room, alice), bob, Role.MEMBER);
            rooms.publish(room, version, joined);
            rooms.leave(room, bob);
            rooms.publish(room, version, joined);
            client.await("participant_left");
            MiniRoom next = rooms.create(alice, bob);
            client.await("participant_joined", 2);
            messages.say(room, alice, "unseen");
            messages.say(next, alice, "seen");

            client.await("message");
            assertThat(client.seqs(room.id())).isEmpty();
            assertThat(client.frames("participant_joined")).hasSize(2);
        }
    }

    @Test
    void noticesWhoComesInAndGoesOutWhileTheListIsAskedFor() {
        MiniRoom before = messages.room(bob);
        MiniRoom dropped = messages.room(alice, bob);
        var answered = new CompletableFuture<Void>();
        messages.pauseLists(answered);
        int asked = messages.roomQuestions();
        try (var watch = SocketClient.open(port(), alice, dropped.id())) {
            var opening = CompletableFuture.supplyAsync(() -> SocketClient.openAll(port(), bob));
            Awaitility.await().until(() -> messages.roomQuestions() > asked);
            MiniRoom during = rooms.create(alice, bob);
            rooms.leave(dropped, bob);
            watch.await("participant_left");
            answered.complete(null);
            try (SocketClient client = opening.join()) {
                JsonNode ready = client.await("ready").at("/data/rooms");
                assertThat(ready.has(before.id().toString())).isTrue();
                assertThat(ready.has(during.id().toString())).isTrue();
                assertThat(ready.has(dropped.id().toString())).isFalse();
                messages.say(dropped, alice, "unseen");
                messages.say(during, alice, "seen");
                client.await("message");
                assertThat(client.seqs(dropped.id())).isEmpty();
            }
        }
    }

    @Test
    void introducesARoomWithoutItsHeadWhileMessageServiceIsAway() {
        MiniRoom room = rooms.create(alice);
        messages.goAwayFor(room);
        try (var client = SocketClient.openAll(port(), bob)) {
            rooms.join(room, bob);

            JsonNode joined = client.await("participant_joined").path("data");
            assertThat(joined.has("last_seq")).isFalse();
            assertThat(client.await("resync").at("/data/room").asString())
                    .isEqualTo(room.id().toString());
            messages.say(room, alice, "live");
            client.await("message");
        }
    }

    @Test
    void isClosedRatherThanShowMoreRoomsThanItMay() {
        User busy = People.someone("Busy");
        Stream.generate(() -> busy).limit(699).forEach(messages::room);
        try (var client = SocketClient.openAll(port(), busy)) {
            rooms.create(alice, busy);
            client.await("participant_joined");
            rooms.create(alice, busy);

            assertThat(client.awaitClosed()).startsWith("1011");
        }
        assertThat(SocketClient.status(port(), "/ws/chat/", TestIssuer.shared().token(busy)))
                .isEqualTo(409);
    }

    @Test
    void tellsPresenceOfTheLiveliestRoomsAndOfThoseThatCome() {
        MiniRoom quiet = messages.room(alice);
        MiniRoom lively = messages.room(alice);
        MiniRoom liveliest = messages.room(alice);
        messages.room(alice);
        LongStream.range(0, 3).forEach(i -> messages.say(lively, alice, "x"));
        LongStream.range(0, 5).forEach(i -> messages.say(liveliest, alice, "x"));
        messages.say(quiet, alice, "x");
        try (var tap = KafkaTap.on(Topics.CONNECTIONS)) {
            try (var _ = SocketClient.openAll(port(), alice)) {
                awaitLease(tap, lively.id(), liveliest.id(), quiet.id());
                rooms.leave(quiet, alice);
                awaitLease(tap, lively.id(), liveliest.id());
                MiniRoom created = rooms.create(alice);
                awaitLease(tap, lively.id(), liveliest.id(), created.id());
                try (var _ = SocketClient.open(port(), alice, lively.id())) {
                    rooms.create(alice);
                }
            }
            awaitLease(tap);
        }
    }

    private void awaitLease(KafkaTap<ConnectionLease> tap, UUID... open) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                tap.seen().stream()
                                                        .filter(e -> e.key().equals(alice.id()))
                                                        .reduce((a, b) -> b))
                                        .hasValueSatisfying(
                                                last ->
                                                        assertThat(last.data().rooms())
                                                                .containsExactlyInAnyOrder(open)));
    }

    private Thread talk(MiniRoom room, AtomicBoolean isOver) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            while (!isOver.get() && room.lastSeq() < 2_000) {
                                messages.say(room, alice, "talk");
                                LockSupport.parkNanos(4_000_000);
                            }
                        });
    }

    private static void assertDense(List<Long> seqs, long first) {
        assertThat(seqs)
                .containsExactlyElementsOf(
                        LongStream.range(first, first + seqs.size()).boxed().toList());
    }
}
