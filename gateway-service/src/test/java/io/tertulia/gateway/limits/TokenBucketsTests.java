package io.tertulia.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTests {

    private Instant now = Instant.EPOCH;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    @Test
    void givesABurstAndThenTheRate() {
        var buckets = new TokenBuckets(10, 3, 100, clock);

        assertThat(takes(buckets, "ana", 4)).isEqualTo(3);
        assertThat(buckets.take("ana")).isEqualTo(Duration.ofMillis(100));
        now = now.plusMillis(100);
        assertThat(takes(buckets, "ana", 2)).isEqualTo(1);
        now = now.plusSeconds(60);
        assertThat(takes(buckets, "ana", 10)).isEqualTo(3);
    }

    @Test
    void countsEachCallerApart() {
        var buckets = new TokenBuckets(1, 1, 100, clock);

        assertThat(takes(buckets, "ana", 2)).isEqualTo(1);
        assertThat(takes(buckets, "luis", 2)).isEqualTo(1);
    }

    @Test
    void losesNothingWhenTheClockGoesBack() {
        var buckets = new TokenBuckets(1, 2, 100, clock);
        assertThat(takes(buckets, "ana", 1)).isEqualTo(1);

        now = now.minusSeconds(3600);

        assertThat(takes(buckets, "ana", 2)).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(takes(buckets, "ana", 2)).isEqualTo(1);
    }

    @Test
    void forgetsWhoHasBeenQuietLongest() {
        var buckets = new TokenBuckets(1, 1, 2, clock);
        buckets.take("ana");
        buckets.take("luis");
        buckets.take("ana");

        buckets.take("eva");

        assertThat(buckets.size()).isEqualTo(2);
        assertThat(buckets.take("ana")).isPositive();
        assertThat(buckets.take("luis")).isZero();
    }

    private static long takes(TokenBuckets buckets, String caller, int tries) {
        return IntStream.range(0, tries).filter(_ -> buckets.take(caller).isZero()).count();
    }
}
