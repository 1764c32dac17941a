package io.tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitTests {

    @Test
    void restsForTheWholeTime() {
        long start = System.nanoTime();

        Wait.rest(Duration.ofMillis(30));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void restsNotAtAllUntilAMomentThatIsPast() {
        Wait.rest(Duration.ofSeconds(-100));
    }

    @Test
    void waitsUntilSomethingHolds() throws IOException {
        var looks = new AtomicInteger();

        boolean holds = Wait.until(Duration.ofSeconds(30), () -> looks.incrementAndGet() == 3);

        assertThat(holds).isTrue();
        assertThat(looks).hasValue(3);
    }

    @Test
    void saysThatSomethingDoesNotHoldInTime() throws IOException {
        assertThat(Wait.until(Duration.ofMillis(30), () -> false)).isFalse();
    }
}
