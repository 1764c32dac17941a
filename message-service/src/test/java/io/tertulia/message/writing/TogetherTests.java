package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTests {

    @Test
    void allAreUnderWayAtTheSameTime() {
        var barrier = new CyclicBarrier(3);

        Together.all(() -> meet(barrier), () -> meet(barrier), () -> meet(barrier));

        assertThat(barrier.getNumberWaiting()).isZero();
    }

    @Test
    void theFirstRunsOnTheCallersThread() {
        var caller = new Thread[1];

        Together.all(() -> caller[0] = Thread.currentThread(), () -> {});

        assertThat(caller[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void aFailureOfTheFirstStillWaitsForTheOthers() {
        var failing = new CountDownLatch(1);
        var ended = new AtomicBoolean();

        assertThatThrownBy(
                        () ->
                                Together.all(
                                        () -> {
                                            failing.countDown();
                                            throw new IllegalStateException("the first");
                                        },
                                        () -> {
                                            await(failing);
                                            ended.set(true);
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the first");
        assertThat(ended).isTrue();
    }

    @Test
    void whatFailsElsewhereIsThrownAsItIs() {
        assertThatThrownBy(
                        () ->
                                Together.all(
                                        () -> {},
                                        () -> {
                                            throw new IllegalStateException("the second");
                                        }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the second");
    }

    @Test
    void anErrorElsewhereIsNoExceptionHere() {
        assertThatThrownBy(
                        () ->
                                Together.result(
                                        Together.begin(
                                                () -> {
                                                    throw new AssertionError("dead");
                                                })))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("dead");
    }

    @Test
    void aResultIsWhatTheWorkGave() {
        assertThat(Together.result(Together.begin(() -> 17))).isEqualTo(17);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
