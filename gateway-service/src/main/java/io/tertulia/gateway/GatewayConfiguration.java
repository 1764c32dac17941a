package io.tertulia.gateway;

import java.time.Clock;
import java.time.Duration;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * Event loops of this gateway's own. The default is one set for the whole process, which the
     * first context to stop would take away from the others.
     */
    @Bean
    ReactorResourceFactory eventLoops() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    @Bean
    HttpClientCustomizer routesOnOurEventLoops(ReactorResourceFactory eventLoops) {
        return client -> client.runOn(eventLoops.getLoopResources());
    }
}
