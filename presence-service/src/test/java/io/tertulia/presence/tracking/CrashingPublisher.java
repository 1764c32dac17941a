package io.tertulia.presence.tracking;

import java.util.Collection;
import java.util.Map;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Stands for a process that dies between its write to the database and its first to Kafka. */
final class CrashingPublisher extends PresencePublisher {

    CrashingPublisher(PresenceProperties properties) {
        super(new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())), properties);
    }

    @Override
    void publish(Collection<StoredPresence> people) {
        throw new NotPublished(new IllegalStateException("crashed"));
    }
}
