package io.tertulia.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import io.tertulia.system.Person;
import io.tertulia.system.SharedTertulia;
import io.tertulia.system.TertuliaProcess;
import io.tertulia.test.frames.ContentCases;
import io.tertulia.test.frames.FrameCase;
import io.tertulia.test.frames.ProtocolCases;
import io.tertulia.test.frames.RandomFrames;
import io.tertulia.test.frames.WireSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Goal: through the gateway, and with the real writer behind it, hostile frames are answered as by
 * realtime-service itself, and those who talk meanwhile miss nothing. Other random frames than each
 * build's: {@code -Dit.test=HostileFramesIT -Dframes.seed=7 -Dframes.seconds=600}.
 */
class HostileFramesIT {

    private static final long SEED = Long.getLong("frames.seed", 20_261_125);
    private static final Duration RANDOM_FRAMES =
            Duration.ofSeconds(Long.getLong("frames.seconds", 5));

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final Person alice = Person.register(tertulia, "alice");
    private final Person mallory = Person.register(tertulia, "mallory");
    private final String room = alice.createRoom("Hostile frames", mallory);

    @Test
    void theGatewayChangesNoneOfTheAnswers() {
        try (var witness = alice.open(room)) {
            var wrong = new ArrayList<String>();
            List<FrameCase> cases = Stream.concat(ProtocolCases.all(), ContentCases.all()).toList();
            for (FrameCase each : cases) {
                try (WireSocket socket = ready()) {
                    each.play(socket);
                } catch (AssertionError | RuntimeException e) {
                    wrong.add(each + ": " + e);
                }
                if (cases.indexOf(each) % 10 == 0) {
                    alice.say(room, "meanwhile");
                }
            }
            assertThat(wrong).isEmpty();
            assertThatNothingIsMissing(witness);
        }
    }

    @Test
    void randomFramesHarmNobody() {
        System.out.println("frames.seed=" + SEED);
        try (var witness = alice.open(room)) {
            int sockets =
                    new RandomFrames(SEED)
                            .throwAt(
                                    this::ready, () -> alice.say(room, "meanwhile"), RANDOM_FRAMES);
            assertThat(sockets).isPositive();
            assertThatNothingIsMissing(witness);
        }
    }

    private void assertThatNothingIsMissing(ChatSocket witness) {
        long head = alice.say(room, "last").get("seq").asLong();
        witness.await("message", each -> each.at("/data/seq").asLong() == head);
        assertThat(witness.frames("message").stream().map(each -> each.at("/data/seq").asLong()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
    }

    private WireSocket ready() {
        WireSocket socket =
                WireSocket.open(
                        tertulia.port(),
                        "/ws/chat/" + room + "/",
                        "Authorization: Bearer " + mallory.token());
        socket.awaitText("\"ready\"");
        return socket;
    }
}
