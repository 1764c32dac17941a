package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.test.People;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Goal: where reading pauses between batches, each socket is still shown all, once, in order. */
@TestPropertySource(properties = "chat.realtime.fanout.longest-pause=100ms")
class PacedFanoutTests extends RealtimeTest {

    private static final int PEOPLE = 5;
    private static final int SOCKETS_OF_EACH = 4;
    private static final int MESSAGES = 1_000;
    private static final int AHEAD = 40;

    private final List<User> people =
            Stream.generate(() -> People.someone("Someone")).limit(PEOPLE).toList();
    private final MiniRoom busy = messages.room(people.toArray(User[]::new));
    private final List<SocketClient> crowd = new ArrayList<>();

    @AfterEach
    void closeAll() {
        crowd.forEach(SocketClient::close);
    }

    @Test
    void showsABurstInABusyRoomToEverySocket() {
        openCrowd();
        talk();

        assertThat(crowd).allSatisfy(PacedFanoutTests::assertShownAll);
    }

    /** The first room of each partition has the reader woken, which is mostly pausing. */
    @Test
    void losesNothingWhenOtherRoomsOpenDuringABurst() {
        openCrowd();
        var talking = CompletableFuture.runAsync(this::talk);
        for (int i = 0; i < 20; i++) {
            User visitor = People.someone("Visitor");
            MiniRoom other = messages.room(visitor);
            try (var client = SocketClient.open(port(), visitor, other.id())) {
                messages.say(other, visitor, "first");
                client.await("message");
                assertThat(client.seqs()).containsExactly(1L);
            }
        }
        talking.join();

        assertThat(crowd).allSatisfy(PacedFanoutTests::assertShownAll);
    }

    private void openCrowd() {
        for (User user : people) {
            for (int i = 0; i < SOCKETS_OF_EACH; i++) {
                crowd.add(SocketClient.open(port(), user, busy.id()));
            }
        }
    }

    /** Never far ahead of what the first socket was shown, so that it takes many batches. */
    private void talk() {
        for (int said = 0; said < MESSAGES; said += AHEAD) {
            crowd.getFirst().await("message", said);
            for (int i = 0; i < AHEAD; i++) {
                messages.say(busy, people.getLast(), "talk");
            }
        }
    }

    private static void assertShownAll(SocketClient client) {
        client.await("message", MESSAGES);
        assertThat(client.seqs())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        assertThat(client.frames("resync")).isEmpty();
    }
}
