package io.tertulia.test;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * A plain Kafka consumer that remembers what it saw on a topic since it was opened: what an
 * analyst's own consumer would see.
 */
public final class KafkaTap<E> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final EventCodec<E> codec;
    private final Consumer<String, byte[]> consumer;
    private final List<Envelope<E>> seen = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private KafkaTap(Topic<E> topic, String bootstrapServers) {
        codec = new EventCodec<>(topic);
        consumer = consumer(bootstrapServers);
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // seekToEnd is lazy: asking for the position pins it before the test goes on.
        partitions.forEach(consumer::position);
        reader = Thread.ofVirtual().name("tap-" + topic.name()).start(this::read);
    }

    /** Opens a tap at the end of a topic of the shared Kafka; what is published later is seen. */
    public static <E> KafkaTap<E> on(Topic<E> topic) {
        return on(topic, Servers.kafka());
    }

    /** Opens a tap at the end of a topic of any Kafka. */
    public static <E> KafkaTap<E> on(Topic<E> topic, String bootstrapServers) {
        return new KafkaTap<>(topic, bootstrapServers);
    }

    /** All that was seen so far, in order within each key. */
    public List<Envelope<E>> seen() {
        return List.copyOf(seen);
    }

    /** The raw records behind {@link #seen()}, with their headers. */
    public List<ConsumerRecord<String, byte[]>> records() {
        return List.copyOf(records);
    }

    /** Waits for an envelope that fits, and returns the first. */
    public Envelope<E> await(Predicate<Envelope<E>> predicate) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> seen.stream().filter(predicate).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(POLL)) {
                    records.add(record);
                    codec.decode(record).ifPresent(seen::add);
                }
            }
        } catch (WakeupException closed) {
            return;
        }
    }

    private List<TopicPartition> partitions(Topic<E> topic) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> consumer.partitionsFor(topic.name()), found -> !found.isEmpty())
                .stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static Consumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
