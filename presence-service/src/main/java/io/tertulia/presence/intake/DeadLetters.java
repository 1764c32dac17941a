package io.tertulia.presence.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.DeadLetter;
import io.tertulia.events.MalformedRecord;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps records that cannot be read, as they were, on a topic beside theirs. Headers say why, who
 * could not read them, and where they stood.
 */
@Component
public class DeadLetters {

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
                DeadLetter.of(
                        record,
                        record.topic() + DeadLetter.SUFFIX,
                        String.valueOf(reason.getMessage()));
        letter.headers().add("dead_consumer", "presence-service".getBytes(UTF_8));
        return letter;
    }
}
