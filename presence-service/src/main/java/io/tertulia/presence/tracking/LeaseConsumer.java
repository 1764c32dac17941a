package io.tertulia.presence.tracking;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Topics;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.presence.intake.RecordReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Takes leases in from {@code chat.internal.connections}, a poll at a time. The poll is committed
 * only when its leases are stored and what follows from them is published; {@link LeaseLog} leans
 * on that.
 */
@Component
class LeaseConsumer {

    private final RecordReader<ConnectionLease> reader;
    private final PresenceTracker tracker;
    private final Clock clock;
    private final PresenceProperties properties;

    LeaseConsumer(
            PresenceTracker tracker,
            Clock clock,
            PresenceProperties properties,
            MeterRegistry meters) {
        // A lease is worth nothing a minute later, so no dead letter is kept of one.
        this.reader = new RecordReader<>(Topics.CONNECTIONS, meters, (_, _) -> {});
        this.tracker = tracker;
        this.clock = clock;
        this.properties = properties;
    }

    @KafkaListener(
            id = "leases",
            idIsGroup = false,
            groupId = LeaseLog.GROUP,
            topics = "#{T(io.tertulia.events.Topics).CONNECTIONS.name()}",
            batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        Instant now = clock.instant();
        tracker.take(
                reader.read(
                        records,
                        envelope ->
                                new PresenceTracker.Arrival(
                                        envelope.data().user(),
                                        Lease.of(envelope, now, properties))));
    }
}
