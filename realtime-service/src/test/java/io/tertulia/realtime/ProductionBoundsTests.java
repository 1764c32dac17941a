package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.test.People;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Goal: with the bounds of production nobody who reads is closed, and nobody removed stays. */
@TestPropertySource(
        properties = {
            "chat.realtime.room-log.page-size=200",
            "chat.realtime.sockets.outbox=1MB",
            "chat.realtime.fanout.recheck-after=1s",
            "chat.realtime.all-rooms.recheck-every=1s"
        })
class ProductionBoundsTests extends RealtimeTest {

    private static final int MESSAGES = 300;

    private final User alice = People.someone("Alice");
    private final MiniRoom room = messages.room(alice);

    @Test
    void bringsAFastClientToTheHeadThroughTheLargestMessages() {
        String emoji = "\uD83D\uDE00".repeat(4_000);
        for (int i = 0; i < MESSAGES; i++) {
            room.send(UUID.randomUUID(), alice, emoji);
        }
        try (var client = SocketClient.connect(port(), alice, room.id(), "?after=0")) {
            client.await("ready");

            assertThat(client.seqs())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, MESSAGES).boxed().toList());
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void sendsWhoseRoomsChangedWithoutAnEventToBeginAnew() {
        try (var client = SocketClient.openAll(port(), alice)) {
            client.await("ready");
            room.remove(alice);

            assertThat(client.awaitClosed()).startsWith("1011");
        }
        messages.room(alice);
        try (var client = SocketClient.openAll(port(), alice)) {
            assertThat(client.await("ready").at("/data/rooms").size()).isEqualTo(1);
            messages.room(alice);

            assertThat(client.awaitClosed()).startsWith("1011");
        }
    }

    @Test
    void comparesRoomsAgainAndAgainAndLeavesOpenWhatIsRight() {
        try (var client = SocketClient.openAll(port(), alice)) {
            int asked = messages.roomQuestions();
            Awaitility.await().until(() -> messages.roomQuestions() >= asked + 3);
            MiniRoom closed = rooms.create(alice);
            client.await("room_created");
            rooms.close(closed, alice);
            int then = messages.roomQuestions();
            Awaitility.await().until(() -> messages.roomQuestions() >= then + 3);

            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void closesSomeTimeAfterOpeningWhoWasLetInThoughRemoved() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            room.remove(alice);

            assertThat(client.awaitClosed()).startsWith("4403");
        }
    }
}
