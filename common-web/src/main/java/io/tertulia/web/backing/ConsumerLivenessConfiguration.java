package io.tertulia.web.backing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What a service with Kafka listeners imports, and names {@code consumers} in its liveness. */
@Configuration(proxyBeanMethods = false)
public class ConsumerLivenessConfiguration {

    @Bean
    HealthIndicator consumersHealthIndicator(
            KafkaListenerEndpointRegistry listeners,
            ObjectProvider<MessageListenerContainer> others) {
        return new ConsumerLiveness(listeners, others.stream().toList());
    }
}
