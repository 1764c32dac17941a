package io.tertulia.realtime.presence;

import io.tertulia.realtime.kafka.EventPublisher;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the leases. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PresenceProperties.class)
class PresenceConfiguration {

    @Bean
    LeaseKeeper leaseKeeper(EventPublisher publisher, PresenceProperties properties, Clock clock) {
        return new LeaseKeeper(publisher, properties, clock);
    }
}
