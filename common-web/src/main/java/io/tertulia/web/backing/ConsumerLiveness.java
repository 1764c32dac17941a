package io.tertulia.web.backing;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Liveness: no consumer has ended by itself. An {@link Error} ends one for ever, and only a restart
 * brings it back. One that waits for Kafka, or that the service has stopped, is none of its cases.
 */
final class ConsumerLiveness implements HealthIndicator {

    private final KafkaListenerEndpointRegistry listeners;
    private final List<MessageListenerContainer> others;

    /**
     * Looks at all listeners, whenever they are registered, and at some more consumers.
     *
     * @param others those that the service has made by hand
     */
    ConsumerLiveness(
            KafkaListenerEndpointRegistry listeners, List<MessageListenerContainer> others) {
        this.listeners = listeners;
        this.others = List.copyOf(others);
    }

    @Override
    public Health health() {
        List<String> dead =
                Stream.concat(listeners.getListenerContainers().stream(), others.stream())
                        .filter(container -> !container.isInExpectedState())
                        .map(container -> String.valueOf(container.getListenerId()))
                        .toList();
        return dead.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("ended", dead).build();
    }
}
