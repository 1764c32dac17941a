package io.tertulia.gateway.readiness;

import io.netty.util.concurrent.EventExecutor;
import io.tertulia.gateway.routing.Service;
import io.tertulia.gateway.routing.UpstreamProperties;
import io.tertulia.gateway.routing.Upstreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

@Configuration(proxyBeanMethods = false)
class ReadinessConfiguration {

    /** The socket port has no readiness of its own: the realtime service speaks for it. */
    private static final List<Service> ASKED =
            List.of(
                    Service.IDENTITY,
                    Service.ROOM,
                    Service.MESSAGE,
                    Service.PRESENCE,
                    Service.REALTIME);

    @Bean
    CompositeReactiveHealthContributor services(
            Upstreams upstreams,
            UpstreamProperties configured,
            ReadinessProperties properties,
            ReactorResourceFactory eventLoops) {
        var http =
                HttpClient.create(eventLoops.getConnectionProvider())
                        .runOn(eventLoops.getLoopResources());
        Map<String, ReactiveHealthContributor> parts = new LinkedHashMap<>();
        for (Service service : ASKED) {
            if (configured.has(service)) {
                parts.put(
                        service.label(),
                        new ServiceReadiness(http, upstreams.inTurn(service), properties));
            }
        }
        return CompositeReactiveHealthContributor.fromMap(parts);
    }

    /** Live: no thread that serves connections is stuck. */
    @Bean
    ReactiveHealthIndicator loopsHealthIndicator(ReactorResourceFactory eventLoops) {
        var loops = new ArrayList<EventExecutor>();
        eventLoops.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE).forEach(loops::add);
        return new LoopLiveness(loops);
    }
}
