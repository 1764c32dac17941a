package io.tertulia.bench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class WarmUpTests {

    private final List<Integer> factors = new ArrayList<>();
    private Duration driven = Duration.ZERO;

    private WarmUp warmUp(Candidate candidate, DoubleSupplier compilerCpuSeconds) {
        return new WarmUp(candidate, compilerCpuSeconds, () -> driven.toNanos());
    }

    private void drive(int factor, Duration time) {
        factors.add(factor);
        driven = driven.plus(time);
    }

    @Test
    void drivesOursGentlyFirstAndFasterUntilItsCompilerRests() throws IOException {
        var asked = new AtomicInteger();

        // Asked before and after each round: busy in the first, resting in the second.
        warmUp(Candidate.TERTULIA, () -> List.of(0.0, 6.0, 6.0, 6.3).get(asked.getAndIncrement()))
                .by(this::drive);

        int fast = Candidate.TERTULIA.warmingFactor();
        assertThat(fast).isGreaterThan(1);
        assertThat(factors).containsExactly(1, fast, fast);
    }

    @Test
    void givesUpOnACompilerThatNeverRests() throws IOException {
        var seconds = new AtomicInteger();

        warmUp(Candidate.TERTULIA, () -> seconds.addAndGet(10)).by(this::drive);

        assertThat(driven).isEqualTo(Duration.ofSeconds(15 + 240));
    }

    @Test
    void drivesAPeerForOneRound() throws IOException {
        warmUp(Candidate.SOCKETIO, () -> 0).by(this::drive);

        assertThat(factors).containsExactly(1);
        assertThat(driven).isEqualTo(Duration.ofSeconds(15));
    }
}
