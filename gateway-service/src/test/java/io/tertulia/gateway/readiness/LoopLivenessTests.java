package io.tertulia.gateway.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class LoopLivenessTests {

    private static final Executor TURNS = Runnable::run;

    /** Takes work and never does it. */
    private static final Executor STUCK = _ -> {};

    @Test
    void isUpWhileAllTurn() {
        assertThat(status(List.of(TURNS, TURNS))).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhileOneIsStuck() {
        assertThat(status(List.of(TURNS, STUCK))).isEqualTo(Status.DOWN);
    }

    private static Status status(List<Executor> loops) {
        return new LoopLiveness(loops).health().blockOptional().orElseThrow().getStatus();
    }
}
