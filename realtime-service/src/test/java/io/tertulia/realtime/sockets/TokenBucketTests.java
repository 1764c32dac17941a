package io.tertulia.realtime.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.realtime.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTests {

    private final ManualClock clock = new ManualClock();
    private final TokenBucket bucket = new TokenBucket(10, 20, clock);

    @Test
    void letsABurstThroughAndThenAsManyAsItGains() {
        assertThat(taken(25)).isEqualTo(20);
        clock.pass(Duration.ofSeconds(1));
        // Five were asked for in vain and are owed.
        assertThat(taken(10)).isEqualTo(5);
    }

    @Test
    void neverSavesMoreThanTheBurst() {
        clock.pass(Duration.ofHours(1));

        assertThat(taken(100)).isEqualTo(20);
    }

    @Test
    void callsItAbuseWhenTheDebtIsAsLargeAsTheBurst() {
        assertThat(taken(39)).isEqualTo(20);
        assertThat(bucket.isAbused()).isFalse();
        assertThat(bucket.take()).isFalse();
        assertThat(bucket.isAbused()).isTrue();
        clock.pass(Duration.ofSeconds(1));
        assertThat(bucket.take()).isFalse();
        assertThat(bucket.isAbused()).isFalse();
    }

    private long taken(int attempts) {
        return IntStream.range(0, attempts).filter(i -> bucket.take()).count();
    }
}
