package io.tertulia.message.replying;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.Topic;
import io.tertulia.events.message.CommandHeaders;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Where an asker waits, as Spring Kafka's request and reply writes it into a command's headers.
 *
 * @param correlation given back as it came
 * @param readsEvents whether the asker takes the event of what it asked for instead of a reply
 */
public record ReplyAddress(int partition, Header correlation, boolean readsEvents) {

    /**
     * The address in a command's headers; empty where nobody waits, and where the address is none
     * of the topic of replies: a header must not make this service publish just anywhere.
     */
    public static Optional<ReplyAddress> of(
            ConsumerRecord<String, byte[]> command, Topic<?> replies) {
        Header correlation = command.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        byte[] topic = value(command, KafkaHeaders.REPLY_TOPIC);
        byte[] partition = value(command, KafkaHeaders.REPLY_PARTITION);
        if (correlation == null
                || topic == null
                || partition == null
                || partition.length != Integer.BYTES
                || !new String(topic, UTF_8).equals(replies.name())) {
            return Optional.empty();
        }
        int number = ByteBuffer.wrap(partition).getInt();
        return number >= 0 && number < replies.partitions()
                ? Optional.of(
                        new ReplyAddress(
                                number, correlation, CommandHeaders.readsEvents(command.headers())))
                : Optional.empty();
    }

    /** The record, addressed. */
    public ProducerRecord<String, byte[]> address(
            ProducerRecord<String, byte[]> reply, Topic<?> replies) {
        var addressed =
                new ProducerRecord<>(
                        replies.name(), partition, reply.key(), reply.value(), reply.headers());
        addressed.headers().add(correlation);
        return addressed;
    }

    private static byte @Nullable [] value(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
