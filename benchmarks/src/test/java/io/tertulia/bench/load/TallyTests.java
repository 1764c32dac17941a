package io.tertulia.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Tally tally = new Tally();

    @Test
    void countsLatencyFromWhenAMessageWasDue() {
        tally.watch(-10 * SECOND, 10 * SECOND);

        tally.onDelivery(tally.nanos() - 3 * SECOND, 0);

        assertThat(tally.latencies().getMaxValue()).isBetween(2_990_000L, 60_000_000L);
    }

    @Test
    void keepsOnlyWhatWasDueInTheWindow() {
        tally.watch(SECOND, 2 * SECOND);

        tally.onDelivery(SECOND - 1, 0);
        tally.onDelivery(SECOND, 0);
        tally.onDelivery(2 * SECOND - 1, 0);
        tally.onDelivery(2 * SECOND, 0);

        assertThat(tally.latencies().getTotalCount()).isEqualTo(2);
        assertThat(tally.counts().deliveries()).isEqualTo(4);
    }

    @Test
    void forgetsLatenciesWithANewWindowAndCountsNothing() {
        tally.watch(0, SECOND);
        tally.onDelivery(0, 2);

        tally.watch(0, SECOND);

        assertThat(tally.latencies().getTotalCount()).isZero();
        assertThat(tally.counts().deliveries()).isEqualTo(1);
        assertThat(tally.counts().gaps()).isEqualTo(2);
    }

    @Test
    void keepsNoLatencyWhereNothingIsWatched() {
        tally.onDelivery(tally.nanos(), 0);

        assertThat(tally.latencies().getTotalCount()).isZero();
    }
}
