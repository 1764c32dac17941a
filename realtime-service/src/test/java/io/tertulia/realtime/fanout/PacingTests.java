package io.tertulia.realtime.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: who writes little is never kept waiting, and who writes much a bounded time. */
class PacingTests {

    private static final Duration LONGEST = Duration.ofMillis(10);

    private long nanos;

    @Test
    void doesNotPauseBeforeABatchHasEnded() {
        Pacing pacing = pacing(LONGEST);
        assertThat(pacing.pauseNanos()).isZero();

        pacing.onHandedOver();
        assertThat(pacing.pauseNanos()).isZero();
    }

    @Test
    void pausesSeveralTimesAsLongAsTheLoopsWorked() {
        Pacing pacing = pacing(LONGEST);
        deliver(pacing, micros(500));

        assertThat(pacing.pauseNanos()).isEqualTo(micros(1_500));
    }

    @Test
    void countsAPauseFromWhenTheBatchWasHandedOver() {
        Pacing pacing = pacing(LONGEST);
        deliver(pacing, micros(500));
        nanos += micros(1_000);

        assertThat(pacing.pauseNanos()).isEqualTo(micros(500));
        nanos += micros(1_000_000);
        assertThat(pacing.pauseNanos()).isZero();
    }

    @Test
    void takesABatchThatHasNotEndedForOneLikeTheLast() {
        Pacing pacing = pacing(LONGEST);
        deliver(pacing, micros(500));
        nanos += micros(1_000_000);
        pacing.onHandedOver();

        assertThat(pacing.pauseNanos()).isEqualTo(micros(1_500));
        pacing.onEnded(micros(1_000));
        assertThat(pacing.pauseNanos()).isEqualTo(micros(3_000));
    }

    @Test
    void pausesNoLongerThanItMay() {
        Pacing pacing = pacing(LONGEST);
        deliver(pacing, micros(50_000));

        assertThat(pacing.pauseNanos()).isEqualTo(LONGEST.toNanos());
    }

    @Test
    void doesNotPauseAfterACheapBatch() {
        Pacing pacing = pacing(LONGEST);
        deliver(pacing, micros(50_000));
        deliver(pacing, micros(60));

        assertThat(pacing.pauseNanos()).isZero();
    }

    @Test
    void doesNotPauseForAMomentThatIsNearlyOver() {
        Pacing pacing = pacing(LONGEST);
        deliver(pacing, micros(500));
        nanos += micros(1_400);

        assertThat(pacing.pauseNanos()).isZero();
    }

    @Test
    void neverPausesWhereItMayNot() {
        Pacing pacing = pacing(Duration.ZERO);
        deliver(pacing, micros(50_000));

        assertThat(pacing.pauseNanos()).isZero();
    }

    /** The origin of such times is any, and they may overflow. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1_000, Long.MAX_VALUE - 1_000})
    void measuresTimeWhereverItBegan(long origin) {
        nanos = origin;
        Pacing pacing = pacing(LONGEST);
        assertThat(pacing.pauseNanos()).isZero();
        deliver(pacing, micros(500));
        nanos += micros(100);

        assertThat(pacing.pauseNanos()).isEqualTo(micros(1_400));
    }

    private Pacing pacing(Duration longest) {
        return new Pacing(longest, () -> nanos);
    }

    private static void deliver(Pacing pacing, long work) {
        pacing.onHandedOver();
        pacing.onEnded(work);
    }

    private static long micros(long micros) {
        return Duration.ofNanos(micros * 1_000).toNanos();
    }
}
