package io.tertulia.bench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTests {

    private final List<Integer> factors = new ArrayList<>();
    private Duration driven = Duration.ZERO;

    private void drive(int factor, Duration time) {
        factors.add(factor);
        driven = driven.plus(time);
    }

    @Test
    void drivesOursGentlyFirstAndFasterUntilItsCompilerRests() throws IOException {
        var asked = new AtomicInteger();

        // Asked before and after each round: busy in the first, resting in the second.
        WarmUp.of(
                Candidate.TERTULIA,
                () -> List.of(0.0, 6.0, 6.0, 6.3).get(asked.getAndIncrement()),
                this::drive);

        int fast = Candidate.TERTULIA.warmingFactor();
        assertThat(fast).isGreaterThan(1);
        assertThat(factors).containsExactly(1, fast, fast);
    }

    @Test
    void givesUpOnACompilerThatNeverRests() throws IOException {
        var seconds = new AtomicInteger();

        WarmUp.of(Candidate.TERTULIA, () -> seconds.addAndGet(10), this::drive);

        assertThat(driven).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void drivesAPeerForOneRound() throws IOException {
        WarmUp.of(Candidate.SOCKETIO, () -> 0, this::drive);

        assertThat(factors).containsExactly(1);
        assertThat(driven).isEqualTo(Duration.ofSeconds(15));
    }
}
