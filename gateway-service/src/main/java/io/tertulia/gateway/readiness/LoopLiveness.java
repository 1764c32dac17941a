package io.tertulia.gateway.readiness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Up while every event loop takes its turn: each is given something to do. One that is stuck serves
 * its connections never again; if it is the one that was asked, nobody answers, which means the
 * same.
 */
final class LoopLiveness implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<? extends Executor> loops;

    LoopLiveness(List<? extends Executor> loops) {
        this.loops = List.copyOf(loops);
    }

    @Override
    public Mono<Health> health() {
        return Flux.fromIterable(loops)
                .flatMap(LoopLiveness::turn)
                .then(Mono.just(Health.up().build()))
                .timeout(PATIENCE)
                .onErrorReturn(Health.down().build());
    }

    private static Mono<Void> turn(Executor loop) {
        return Mono.create(
                sink -> {
                    try {
                        loop.execute(sink::success);
                    } catch (RejectedExecutionException e) {
                        sink.error(e);
                    }
                });
    }
}
