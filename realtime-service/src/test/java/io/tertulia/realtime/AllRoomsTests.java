package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: one socket shows all rooms of a person, each as a socket of its own would show it. */
class AllRoomsTests extends RealtimeTest {

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom first = messages.room(alice, bob);
    private final MiniRoom second = messages.room(alice);

    @Test
    void saysReadyWithTheHeadsOfAllRoomsAndNoOthers() {
        messages.say(first, alice, "before");
        messages.room(bob);
        MiniRoom closed = messages.room(alice);
        closed.close();
        try (var client = SocketClient.openAll(port(), alice)) {
            JsonNode ready = client.frames().getFirst();

            assertThat(ready.path("type").asString()).isEqualTo("ready");
            assertThat(ready.at("/data/user/id").asString()).isEqualTo(alice.id().toString());
            assertThat(ready.at("/data/rooms").size()).isEqualTo(2);
            assertThat(ready.at("/data/rooms/" + first.id()).asLong()).isEqualTo(1);
            assertThat(ready.at("/data/rooms/" + second.id()).asLong(-1)).isZero();
        }
    }

    @Test
    void isReadyForWhoTakesPartNowhere() {
        try (var client = SocketClient.openAll(port(), People.someone("New"))) {
            assertThat(client.await("ready").at("/data/rooms").isEmpty()).isTrue();
        }
    }

    @Test
    void opensWithAndWithoutSlashAndRefusesAPlaceInOneRoom() {
        String token = TestIssuer.shared().token(alice);

        assertThat(SocketClient.status(port(), "/ws/chat", token)).isEqualTo(101);
        assertThat(SocketClient.status(port(), "/ws/chat/", token)).isEqualTo(101);
        assertThat(SocketClient.status(port(), "/ws/chat/?after=3", token)).isEqualTo(400);
        assertThat(SocketClient.status(port(), "/ws/chat/", null)).isEqualTo(401);
        assertThat(SocketClient.status(port(), "/ws/chats", token)).isEqualTo(404);
        assertThat(SocketClient.status(port(), "/ws/", token)).isEqualTo(404);
    }

    @Test
    void showsEachRoomsChangesInOrderAndCarriesOutWhatNamesARoom() {
        try (var all = SocketClient.openAll(port(), alice);
                var one = SocketClient.open(port(), bob, first.id())) {
            all.act(first.id(), "send_message", ",\"content\":\"to the first\"");
            all.act(second.id(), "send_message", ",\"content\":\"to the second\"");
            one.say("b", "from the first");

            all.await("message", 3);
            assertThat(all.seqs(first.id())).containsExactly(1L, 2L);
            assertThat(all.seqs(second.id())).containsExactly(1L);
            assertThat(all.await("ack", 2)).hasSize(2);
            assertThat(one.await("message", 2)).hasSize(2);
            UUID message = messages.say(second, alice, "nice?").message().id();
            all.act(
                    second.id(),
                    "add_reaction",
                    ",\"message_id\":\"%s\",\"emoji\":\"+\"".formatted(message));
            assertThat(all.await("reaction").at("/data/room").asString())
                    .isEqualTo(second.id().toString());
        }
    }

    @Test
    void answersWhatIsAskedOfARoomThatItDoesNotShow() {
        MiniRoom elsewhere = messages.room(bob);
        try (var all = SocketClient.openAll(port(), alice)) {
            all.act(elsewhere.id(), "send_message", ",\"content\":\"is anybody there?\"");

            assertThat(all.await("ack").at("/data/seq").asLong()).isEqualTo(1);
            assertThat(all.frames("message")).isEmpty();
            assertThat(messages.replies(elsewhere.id())).isOne();
        }
    }

    @Test
    void showsReadsTypingAndRoomFramesWithTheirRoom() {
        try (var all = SocketClient.openAll(port(), alice);
                var one = SocketClient.open(port(), bob, first.id())) {
            one.send("{\"action\":\"typing\",\"is_typing\":true}");
            assertThat(all.await("typing").at("/data/room").asString())
                    .isEqualTo(first.id().toString());
            all.act(first.id(), "typing", ",\"is_typing\":true");
            one.await("typing");
            messages.publish(
                    first.id(),
                    new MessagesRead(bob, List.of(), 1L, Instant.EPOCH, List.of(alice.id())));
            assertThat(all.await("messages_read").at("/data/room").asString())
                    .isEqualTo(first.id().toString());
            rooms.close(second, alice);
            assertThat(all.await("room_updated").at("/data/is_active").asBoolean()).isFalse();
            assertThat(all.frames("typing")).noneMatch(f -> isAbout(f, alice));
        }
    }

    @Test
    void answersWhatNamesNoRoomOrOneOfOthers() {
        MiniRoom foreign = messages.room(bob);
        try (var all = SocketClient.openAll(port(), alice)) {
            all.say("c", "where to?");
            JsonNode missing = all.await("error").path("data");
            assertThat(missing.path("code").asString()).isEqualTo("invalid");
            assertThat(missing.path("detail").asString()).contains("room");
            assertThat(missing.path("client_id").asString()).isEqualTo("c");

            all.act(foreign.id(), "typing", ",\"is_typing\":true");
            assertThat(all.await("error", 2).getLast().at("/data/code").asString())
                    .isEqualTo("not_a_participant");
            all.act(foreign.id(), "mark_read", ",\"message_ids\":[]");
            assertThat(all.await("error", 3).getLast().at("/data/code").asString())
                    .isEqualTo("not_a_participant");
            all.ping();
            all.await("ack");
            assertThat(all.isClosed()).isFalse();
        }
    }

    @Test
    void leavesNeitherHoleNorRepeatWhenItOpensInTheMiddleOfBursts() throws Exception {
        List<MiniRoom> busy = IntStream.range(0, 5).mapToObj(i -> messages.room(alice)).toList();
        var isOver = new AtomicBoolean();
        Thread talker =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!isOver.get() && busy.getFirst().lastSeq() < 1_500) {
                                        busy.forEach(room -> messages.say(room, alice, "talk"));
                                        LockSupport.parkNanos(Duration.ofMillis(6).toNanos());
                                    }
                                });
        for (int i = 0; i < 4; i++) {
            try (var all = SocketClient.openAll(port(), alice)) {
                JsonNode heads = all.await("ready").at("/data/rooms");
                for (MiniRoom room : busy) {
                    long from = heads.path(room.id().toString()).asLong() + 1;
                    long to = from + 20;
                    Awaitility.await().until(() -> all.seqs(room.id()).contains(to));
                    assertDense(all.seqs(room.id()), from);
                }
            }
        }
        isOver.set(true);
        talker.join();
    }

    @Test
    void fillsAHoleInOneRoomWhileTheOthersGoOn() {
        try (var all = SocketClient.openAll(port(), alice)) {
            messages.say(first, alice, "1");
            all.await("message");
            first.send(UUID.randomUUID(), alice, "stored, but its event is lost");
            messages.say(second, alice, "elsewhere");
            messages.say(first, alice, "3");

            all.await("message", 4);
            assertDense(all.seqs(first.id()), 1);
            assertDense(all.seqs(second.id()), 1);
        }
    }

    @Test
    void tellsOfOneRoomWhoseHoleCannotBeFilled() {
        try (var all = SocketClient.openAll(port(), alice)) {
            messages.goAwayFor(first);
            first.send(UUID.randomUUID(), alice, "lost");
            messages.say(first, alice, "2");

            assertThat(all.await("resync").at("/data/room").asString())
                    .isEqualTo(first.id().toString());
            messages.say(second, alice, "1");
            all.await("message", 2);
            assertThat(all.isClosed()).isFalse();
        }
    }

    @Test
    void asksSinglyForRoomsThatMessageServiceHasNotHeardOf() {
        messages.say(first, alice, "before");
        messages.lagBehindIn(first);
        try (var all = SocketClient.openAll(port(), alice)) {
            assertThat(all.await("ready").at("/data/rooms/" + first.id()).asLong()).isEqualTo(1);
        }
    }

    @Test
    void asksToComeBackWhileARoomCannotBeAskedFor() {
        messages.lagBehindIn(first);
        messages.goAwayFor(first);

        assertThat(SocketClient.status(port(), "/ws/chat/", TestIssuer.shared().token(alice)))
                .isEqualTo(503);
    }

    @Test
    void closesWhenTheTokenExpires() {
        String token = TestIssuer.shared().token(alice, Instant.now().minusSeconds(1));
        try (var all = SocketClient.connectAllWith(token, port())) {
            assertThat(all.awaitClosed()).startsWith("4401");
        }
    }

    @Test
    void servesAPersonWithManyRoomsOnSeveralSockets() {
        User busy = People.someone("Busy");
        List<MiniRoom> many = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            many.add(messages.room(busy));
        }
        try (var here = SocketClient.openAll(port(), busy);
                var there = SocketClient.openAll(port(), busy)) {
            assertThat(here.await("ready").at("/data/rooms").size()).isEqualTo(600);
            many.forEach(room -> messages.say(room, busy, "hello"));

            here.await("message", 600);
            there.await("message", 600);
            many.forEach(room -> assertThat(here.seqs(room.id())).containsExactly(1L));
        }
    }

    private static boolean isAbout(JsonNode frame, User user) {
        return frame.at("/data/user_id").asString().equals(user.id().toString());
    }

    private static void assertDense(List<Long> seqs, long first) {
        assertThat(seqs)
                .containsExactlyElementsOf(
                        LongStream.range(first, first + seqs.size()).boxed().toList());
    }
}
