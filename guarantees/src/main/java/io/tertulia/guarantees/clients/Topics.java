package io.tertulia.guarantees.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Digest;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Kafka, past all services: reads the public topic, and appends commands again by hand. */
public final class Topics {

    private static final String EVENTS = "chat.message-events";
    private static final String COMMANDS = "chat.internal.message-commands";
    private static final String TYPE_PREFIX = "io.tertulia.message.";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int API_TIMEOUT_MILLIS = 15_000;

    private final String bootstrapServers;

    public Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Reads every event of every room, in the order of each partition.
     *
     * @throws KafkaException if Kafka does not let itself be read
     */
    public void readEvents(History history) {
        try (Consumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = assign(consumer, EVENTS);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < end(ends, it))) {
                consumer.poll(POLL).forEach(record -> history.add(published(record)));
            }
        }
    }

    /**
     * Appends some commands again that were appended at some time before, with all that belongs to
     * them, and writes down which.
     *
     * @return how many
     * @throws KafkaException if Kafka does not take them
     */
    public int repeatCommands(History history, Random random, int perPartition) {
        int repeated = 0;
        try (Consumer<String, byte[]> consumer = consumer();
                KafkaProducer<String, byte[]> producer = producer()) {
            List<TopicPartition> partitions = assign(consumer, COMMANDS);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long end = end(ends, partition);
                // Half of the times the very last ones, which may not even be decided yet.
                long from =
                        random.nextBoolean()
                                ? Math.max(0, end - perPartition)
                                : random.nextLong(Math.max(1, end));
                consumer.seek(partition, from);
            }
            Map<Integer, Integer> left = new HashMap<>();
            partitions.forEach(it -> left.put(it.partition(), perPartition));
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (left.merge(record.partition(), -1, Integer::sum) >= 0) {
                    history.add(new Entry.Appended(UUID.fromString(header(record, "ce_id"))));
                    send(producer, record);
                    repeated++;
                }
            }
        }
        return repeated;
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, ConsumerRecord<String, byte[]> record) {
        try {
            producer.send(
                            new ProducerRecord<>(
                                    record.topic(),
                                    record.partition(),
                                    record.key(),
                                    record.value(),
                                    record.headers()))
                    .get(API_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a command could not be repeated", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static Entry.Published published(ConsumerRecord<String, byte[]> record) {
        JsonNode message = Api.JSON.readTree(record.value());
        long seq = Long.parseLong(header(record, "ce_sequence"));
        Change change =
                Telling.change(
                        message.path("seq").asLong(), type(header(record, "ce_type")), message);
        return new Entry.Published(
                UUID.fromString(record.key()),
                seq,
                UUID.fromString(header(record, "ce_id")),
                change,
                Digest.of(withoutText(message)));
    }

    /**
     * The text may be gone in an event that comes again, and is judged by itself. Nobody here
     * quotes or attaches anything, of which the same would be true.
     */
    private static String withoutText(JsonNode message) {
        return ((ObjectNode) message.deepCopy()).without("content").toString();
    }

    private static Change.Type type(String name) {
        return switch (name) {
            case TYPE_PREFIX + "sent.v1" -> Change.Type.MESSAGE;
            case TYPE_PREFIX + "edited.v1" -> Change.Type.MESSAGE_EDITED;
            case TYPE_PREFIX + "deleted.v1" -> Change.Type.MESSAGE_DELETED;
            case TYPE_PREFIX + "reactions-changed.v1" -> Change.Type.REACTION;
            default -> Change.Type.OTHER;
        };
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private static List<TopicPartition> assign(Consumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(it -> new TopicPartition(topic, it.partition()))
                        .toList();
        consumer.assign(partitions);
        return partitions;
    }

    private Consumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        API_TIMEOUT_MILLIS,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        API_TIMEOUT_MILLIS),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
