package io.tertulia.gateway.readiness;

import io.netty.channel.ChannelOption;
import io.tertulia.gateway.routing.Instance;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Up when at least one instance of a service says that it is ready. */
final class ServiceReadiness implements ReactiveHealthIndicator {

    private static final String PATH = "/actuator/health/readiness";
    private static final int OK = 200;

    private final Mono<Health> answer;

    ServiceReadiness(HttpClient http, List<Instance> instances, ReadinessProperties properties) {
        Duration timeout = properties.timeout();
        var client =
                http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .responseTimeout(timeout);
        // Whoever asks while an answer is on its way gets the same one: readiness that is polled
        // by many costs the services one question at a time.
        this.answer =
                Flux.fromIterable(instances)
                        .flatMap(instance -> isReady(client, instance, timeout))
                        .any(ready -> ready)
                        .map(ready -> (ready ? Health.up() : Health.down()).build())
                        .cache(properties.remember());
    }

    @Override
    public Mono<Health> health() {
        return answer;
    }

    private static Mono<Boolean> isReady(HttpClient client, Instance instance, Duration timeout) {
        return client.get()
                .uri(instance.at(PATH, null).toString())
                .responseSingle(
                        (response, body) -> body.then(Mono.just(response.status().code() == OK)))
                .timeout(timeout)
                // Whatever goes wrong means the same: nobody there is ready.
                .onErrorReturn(false);
    }
}
