package io.tertulia.gateway.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TunnelEndTests {

    private static final SocketProperties PROPERTIES =
            new SocketProperties(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60));

    private final EmbeddedChannel other = new EmbeddedChannel();
    private final EmbeddedChannel side = new EmbeddedChannel(new TunnelEnd(other, PROPERTIES));

    TunnelEndTests() {
        side.freezeTime();
    }

    @Test
    void closesASideThatTakesNothingForLong() {
        takes(false);
        pass(59);
        assertThat(side.isOpen()).isTrue();
        assertThat(other.config().isAutoRead()).isFalse();

        pass(2);
        assertThat(side.isOpen()).isFalse();
    }

    @Test
    void keepsASideThatTakesSomethingNowAndThen() {
        for (int i = 0; i < 3; i++) {
            takes(false);
            pass(59);
            takes(true);
            pass(5);
        }

        assertThat(side.isOpen()).isTrue();
        assertThat(other.config().isAutoRead()).isTrue();
    }

    @Test
    void leavesNoTimerBehind() {
        var _ = other.close();
        takes(false);

        var _ = side.close();

        assertThat(side.runScheduledPendingTasks()).isEqualTo(-1);
    }

    private void takes(boolean something) {
        Objects.requireNonNull(side.unsafe().outboundBuffer())
                .setUserDefinedWritability(1, something);
        side.runPendingTasks();
    }

    private void pass(int seconds) {
        side.advanceTimeBy(seconds, TimeUnit.SECONDS);
        side.runPendingTasks();
    }
}
