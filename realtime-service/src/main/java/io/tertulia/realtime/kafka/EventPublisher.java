package io.tertulia.realtime.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to Kafka. One producer for all: {@link Producer} is safe for use by many threads,
 * and keeps per partition the order in which {@code send} was called.
 */
public final class EventPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final Producer<String, byte[]> producer;
    private final Duration closeTimeout;

    EventPublisher(Producer<String, byte[]> producer, Duration closeTimeout) {
        this.producer = producer;
        this.closeTimeout = closeTimeout;
    }

    /**
     * Hands a record to the producer without ever blocking.
     *
     * @return completes when the broker has the record, exceptionally when it will not get it;
     *     completed on the producer's own thread, which must not be held up
     */
    public CompletableFuture<Void> publish(ProducerRecord<String, byte[]> record) {
        var published = new CompletableFuture<Void>();
        try {
            var _ =
                    producer.send(
                            record,
                            (metadata, failure) -> {
                                if (failure == null) {
                                    published.complete(null);
                                } else {
                                    published.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            published.completeExceptionally(e);
        }
        return published;
    }

    /** Makes the producer learn a topic, without which its sends fail; false while it does not. */
    boolean knows(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (KafkaException e) {
            LOG.debug("Kafka does not tell about {} yet: {}", topic, e.getMessage());
            return false;
        }
    }

    /** Waits a bounded time for what is on its way, then ends. */
    @Override
    public void close() {
        producer.close(closeTimeout);
    }
}
