package io.tertulia.presence.tracking;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.presence.PresenceEvent;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Tells {@code chat.presence-events} what happened, each person's events in their order. */
@Component
class PresencePublisher {

    private final EventCodec<PresenceEvent> codec = new EventCodec<>(Topics.PRESENCE_EVENTS);
    private final KafkaTemplate<String, byte[]> kafka;
    private final PresenceProperties properties;

    PresencePublisher(KafkaTemplate<String, byte[]> kafka, PresenceProperties properties) {
        this.kafka = kafka;
        this.properties = properties;
    }

    /**
     * Publishes all that is pending, and returns once Kafka has it for good.
     *
     * <p>It goes in rounds, one event of each person at a time: Kafka keeps the order of what is
     * under way, but may lose an earlier record and still take a later one, and consumers would
     * then drop the earlier one for ever when it comes again.
     *
     * @throws NotPublished if Kafka does not have all; what it has will be published again
     */
    void publish(Collection<StoredPresence> people) {
        List<List<Envelope<PresenceEvent>>> queues =
                people.stream().map(StoredPresence::pending).toList();
        for (int round = 0; !queues.isEmpty(); round++) {
            int place = round;
            queues = queues.stream().filter(queue -> queue.size() > place).toList();
            await(queues.stream().map(queue -> send(queue.get(place))).toList());
        }
    }

    private CompletableFuture<?> send(Envelope<PresenceEvent> envelope) {
        return kafka.send(codec.encode(envelope));
    }

    private void await(List<? extends CompletableFuture<?>> sends) {
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                    .get(properties.publishTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotPublished(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotPublished(e);
        }
    }

    /** Kafka did not take events; they stay pending. */
    static final class NotPublished extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPublished(Exception cause) {
            super("Kafka did not take presence events: " + cause.getMessage(), cause);
        }
    }
}
