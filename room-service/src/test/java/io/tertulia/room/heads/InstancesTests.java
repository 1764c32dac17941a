package io.tertulia.room.heads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstancesTests {

    private static final URI ONE = URI.create("http://one");
    private static final URI TWO = URI.create("http://two");
    private static final URI THREE = URI.create("http://three");

    private final Watch watch = new Watch();
    private final Instances instances =
            new Instances(List.of(ONE, TWO, THREE), Duration.ofSeconds(5), watch);

    @Test
    void takeTurns() {
        assertThat(instances.inTurn()).containsExactly(ONE, TWO, THREE);
        assertThat(instances.inTurn()).containsExactly(TWO, THREE, ONE);
        assertThat(instances.inTurn()).containsExactly(THREE, ONE, TWO);
        assertThat(instances.inTurn()).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void areAskedLastForAWhileOnceTheyHaveFailed() {
        assertThat(instances.failed(ONE)).isTrue();
        assertThat(instances.failed(ONE)).isFalse();
        assertThat(instances.inTurn()).containsExactly(TWO, THREE, ONE);

        watch.now = watch.now.plusSeconds(5);
        instances.inTurn();
        instances.inTurn();
        assertThat(instances.inTurn()).containsExactly(ONE, TWO, THREE);
    }

    private static final class Watch extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
