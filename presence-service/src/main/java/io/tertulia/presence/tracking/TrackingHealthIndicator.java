package io.tertulia.presence.tracking;

import io.tertulia.presence.wiring.Preparation;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Whether presence is kept: Kafka answers, the consumers are alive, topics and indexes are there.
 * That leases wait to be read is told as a detail, but is no reason to send callers away.
 */
@Component("tracking")
class TrackingHealthIndicator implements HealthIndicator {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final LeaseLog log;
    private final Preparation preparation;
    private final KafkaListenerEndpointRegistry consumers;
    private final Clock clock;

    TrackingHealthIndicator(
            LeaseLog log,
            Preparation preparation,
            KafkaListenerEndpointRegistry consumers,
            Clock clock) {
        this.log = log;
        this.preparation = preparation;
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public Health health() {
        boolean isKafkaHeard = log.lookedAt().isAfter(clock.instant().minus(LONGEST_SILENCE));
        Collection<MessageListenerContainer> containers = consumers.getListenerContainers();
        boolean areConsuming =
                !containers.isEmpty()
                        && containers.stream()
                                .allMatch(
                                        container ->
                                                container.isRunning()
                                                        && container.isInExpectedState());
        boolean isUp = isKafkaHeard && areConsuming && preparation.isDone();
        return (isUp ? Health.up() : Health.down())
                .withDetail("kafka", isKafkaHeard)
                .withDetail("consumers", areConsuming)
                .withDetail("prepared", preparation.isDone())
                .withDetail("leases_read_until", log.readUntil())
                .build();
    }
}
