package io.tertulia.room.outbox;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.room.rules.PendingEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Publishes room events, in order; the only class that writes to {@code chat.room-events}. */
@Component
class RoomEventPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(RoomEventPublisher.class);

    private final EventCodec<RoomEvent> codec = new EventCodec<>(Topics.ROOM_EVENTS);
    private final KafkaTemplate<String, byte[]> template;
    private final KafkaAdmin admin;
    private final Duration timeout;
    private volatile boolean isTopicThere;

    RoomEventPublisher(
            KafkaTemplate<String, byte[]> template, KafkaAdmin admin, OutboxProperties properties) {
        this.template = template;
        this.admin = admin;
        this.timeout = properties.sendTimeout();
    }

    /**
     * Sees to it that the topic exists as it should be. A send to a missing topic would let the
     * broker create it with its own number of partitions.
     *
     * @return false while Kafka does not answer
     */
    boolean prepare() {
        if (!isTopicThere) {
            try {
                isTopicThere = admin.initialize();
            } catch (IllegalStateException | org.springframework.kafka.KafkaException e) {
                LOG.warn("The topic of room events waits for Kafka: {}", e.getMessage());
            }
        }
        return isTopicThere;
    }

    /**
     * Publishes entries of one room.
     *
     * @return how many of them, from the first on, Kafka has acknowledged wholly
     */
    int publish(List<PendingEntry> entries) {
        if (!prepare()) {
            return 0;
        }
        int published = 0;
        for (PendingEntry entry : entries) {
            if (!publish(entry)) {
                break;
            }
            published++;
        }
        return published;
    }

    /**
     * Sends an entry's events together and waits for all of them, so that no event of a later entry
     * is sent before. All of a room go to one partition; the idempotent producer keeps their order
     * there, through its own retries too, and the template throws where it refuses one at once. All
     * of it takes {@code send-timeout} at most, and what one send may block ({@code max.block.ms}).
     */
    private boolean publish(PendingEntry entry) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            var acknowledgements = new ArrayList<CompletableFuture<?>>();
            for (Envelope<RoomEvent> envelope : entry.envelopes()) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new TimeoutException("Kafka takes events too slowly");
                }
                acknowledgements.add(template.send(codec.encode(envelope)));
            }
            CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new))
                    .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException
                | TimeoutException
                | KafkaException
                | org.springframework.kafka.KafkaException e) {
            LOG.warn(
                    "Room {} has events pending from version {}: {}",
                    entry.room().id(),
                    entry.version(),
                    e.getMessage());
            return false;
        }
    }
}
