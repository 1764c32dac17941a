package io.tertulia.realtime.typing;

import io.tertulia.realtime.kafka.EventPublisher;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires typing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TypingProperties.class)
class TypingConfiguration {

    @Bean
    TypingPublisher typingPublisher(EventPublisher publisher, Clock clock) {
        return new TypingPublisher(publisher, clock);
    }

    @Bean
    TypingTracker typingTracker(TypingProperties properties, Clock clock) {
        return new TypingTracker(properties, clock);
    }
}
