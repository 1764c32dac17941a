package io.tertulia.presence.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.MalformedRecord;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps records that cannot be read, as they were, on a topic beside theirs. Headers say why, who
 * could not read them, and where they stood.
 */
@Component
public class DeadLetters {

    /** What follows a topic's name in the name of its dead letters' topic. */
    public static final String SUFFIX = ".dead";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaTemplate<String, byte[]> kafka;

    DeadLetters(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * Stores a record for good.
     *
     * @throws IllegalStateException if Kafka does not take it; the record must then be read again
     */
    public void keep(ConsumerRecord<String, byte[]> record, MalformedRecord reason) {
        try {
            kafka.send(letter(record, reason)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not take a dead letter", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static ProducerRecord<String, byte[]> letter(
            ConsumerRecord<String, byte[]> record, MalformedRecord reason) {
        var letter =
                new ProducerRecord<>(
                        record.topic() + SUFFIX,
                        (@Nullable String) record.key(),
                        (byte @Nullable []) record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers()
                .add("dead_reason", String.valueOf(reason.getMessage()).getBytes(UTF_8))
                .add("dead_consumer", "presence-service".getBytes(UTF_8))
                .add("dead_partition", Integer.toString(record.partition()).getBytes(UTF_8))
                .add("dead_offset", Long.toString(record.offset()).getBytes(UTF_8));
        return letter;
    }
}
