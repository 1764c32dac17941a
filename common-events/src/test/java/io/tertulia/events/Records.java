package io.tertulia.events;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Turns a record that was written into one that was received, without a broker. */
final class Records {

    private Records() {}

    static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return received(sent, sent.value());
    }

    /** The same record with another value. */
    static ConsumerRecord<String, byte[]> received(
            ProducerRecord<String, byte[]> sent, byte @Nullable [] value) {
        return received(sent.topic(), sent.key(), value, sent.headers());
    }

    @SuppressWarnings("NullAway") // Kafka hands out null keys and values, and so must this
    static ConsumerRecord<String, byte[]> received(
            String topic, @Nullable String key, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }
}
