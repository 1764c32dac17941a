package io.tertulia.realtime.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.message.CommandReply;
import io.tertulia.realtime.ManualClock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AwaitedRepliesTests {

    private final ManualClock clock = new ManualClock();
    private final AwaitedReplies awaited = replies(7);
    private final CompletableFuture<CommandReply> first = new CompletableFuture<>();
    private final CompletableFuture<CommandReply> second = new CompletableFuture<>();

    @Test
    void findsTheOneThatAReplyAnswersOnce() {
        byte[] correlation = awaited.correlation(open(first));

        assertThat(awaited.take(correlation)).isSameAs(first);
        assertThat(awaited.take(correlation)).isNull();
        assertThat(awaited.size()).isZero();
    }

    @Test
    void ignoresTheRepliesOfOtherInstancesAndNonsense() {
        long number = open(first);

        assertThat(awaited.take(replies(8).correlation(number))).isNull();
        assertThat(awaited.take(new byte[3])).isNull();
        assertThat(awaited.take((byte[]) null)).isNull();
        assertThat(awaited.size()).isEqualTo(1);
    }

    @Test
    void failsThoseWhoseTimeIsOverAndNoOthers() {
        open(first);
        clock.pass(Duration.ofSeconds(2));
        open(second);
        clock.pass(Duration.ofSeconds(1));
        awaited.sweep();

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isNotDone();
        assertThat(awaited.size()).isEqualTo(1);
    }

    @Test
    void waitsForNoMoreThanItMay() {
        open(first);
        open(second);

        assertThat(awaited.open(new CompletableFuture<>())).isNull();
        awaited.failAll();
        assertThat(first).isCompletedExceptionally();
        assertThat(awaited.size()).isZero();
    }

    private long open(CompletableFuture<CommandReply> reply) {
        return Objects.requireNonNull(awaited.open(reply));
    }

    private AwaitedReplies replies(long instance) {
        return new AwaitedReplies(instance, clock, new SendingProperties(Duration.ofSeconds(3), 2));
    }
}
