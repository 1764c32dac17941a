package io.tertulia.message.writing;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the writer's Kafka clients: what correctness leans on is set here and nowhere else. */
final class WriterClients {

    /** A send that finds no place or no leader must leave the batch time to fail as a whole. */
    private static final int MOST_BLOCKED_MILLIS = 2_000;

    private final Map<String, Object> common;
    private final WriterProperties properties;

    /**
     * Makes a maker.
     *
     * @param common how to reach Kafka
     */
    WriterClients(Map<String, Object> common, WriterProperties properties) {
        this.common = Map.copyOf(common);
        this.properties = properties;
    }

    Consumer<String, byte[]> consumer() {
        var config = new HashMap<>(common);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, properties.group());
        String instanceId = properties.instanceId();
        if (instanceId != null && !instanceId.isBlank()) {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        }
        // A partition that stays keeps its owner, its pauses and its place during a rebalance.
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        int session = (int) properties.session().toMillis();
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.max(1, session / 4));
        // Positions are kept in MongoDB; a partition without one is read from its beginning.
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.maxBatch());
        // The default of a minute would hold up whatever else the thread has to do.
        config.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) properties.publishPatience().toMillis());
        config.put(
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) properties.publishPatience().toMillis());
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                producerConfig(), new StringSerializer(), new ByteArraySerializer());
    }

    Map<String, Object> producerConfig() {
        var config = new HashMap<>(common);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A poll is a batch already: waiting for more would only make everybody wait.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        int patience = (int) properties.publishPatience().toMillis();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(patience, MOST_BLOCKED_MILLIS));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
        // Each record that expires does so by itself, and those behind it would still be published,
        // ahead of it. So none does: whoever waits for them gives up before, and when it sends them
        // again they queue up behind themselves.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return config;
    }
}
