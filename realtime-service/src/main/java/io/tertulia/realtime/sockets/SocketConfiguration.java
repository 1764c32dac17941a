package io.tertulia.realtime.sockets;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what all sockets share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SocketProperties.class)
class SocketConfiguration {

    @Bean
    EventLoops eventLoops(SocketProperties properties) {
        return new EventLoops(properties.eventLoops());
    }

    @Bean
    SocketRegistry socketRegistry(SocketProperties properties, MeterRegistry meters) {
        return new SocketRegistry(properties, meters);
    }

    @Bean
    SocketMetrics socketMetrics(MeterRegistry meters) {
        return new SocketMetrics(meters);
    }

    @Bean
    SocketTicker socketTicker(EventLoops loops, Clock clock) {
        return new SocketTicker(loops, clock);
    }
}
