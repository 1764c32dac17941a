package io.tertulia.realtime.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while every event loop takes its turn: gives each something to do, and waits for it. A loop
 * that is stuck never serves its sockets again, and nobody else can take them over.
 */
final class LoopProbe implements HealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<? extends Executor> loops;

    LoopProbe(List<? extends Executor> loops) {
        this.loops = List.copyOf(loops);
    }

    @Override
    public Health health() {
        try {
            CompletableFuture.allOf(
                            loops.stream()
                                    .map(loop -> CompletableFuture.runAsync(() -> {}, loop))
                                    .toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Health.up().build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        } catch (ExecutionException | TimeoutException e) {
            return Health.down().withDetail("reason", "a loop does not turn").build();
        }
    }
}
