package io.tertulia.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.local.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that cannot write ends, says why, and has all that it acknowledged when it is back. */
class KafkaFullDiskTests {

    private static final int FILES_UP_TO_KILOBYTES = 12 * 1024;
    private static final String PADDING = "x".repeat(8 * 1024);

    /** More than fits. */
    private static final int RECORDS = 3_000;

    @TempDir private Path folder;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void endsWithAReasonAndKeepsWhatItAcknowledged() throws Exception {
        String said;
        try (ChildJvm child =
                ChildJvm.startWithFilesUpTo(FILES_UP_TO_KILOBYTES, KafkaChild.class, folder)) {
            KafkaClient.createTopic(child.address(), 1);
            KafkaProducer<String, String> producer = KafkaClient.producer(child.address());
            for (int i = 0; i < RECORDS; i++) {
                String value = i + ":" + PADDING;
                var unused =
                        producer.send(
                                new ProducerRecord<>(KafkaClient.TOPIC, value),
                                (_, failure) -> {
                                    if (failure == null) {
                                        acknowledged.add(value);
                                    }
                                });
            }
            said = child.awaitEnd(folder);
            producer.close(Duration.ZERO);
        }
        assertThat(said).contains("Kafka cannot write its data any more").contains("Make room");
        assertThat(acknowledged).hasSizeBetween(500, RECORDS - 1);

        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.in(folder.resolve("data")))) {
            Set<String> found = new HashSet<>();
            assertThat(KafkaClient.readAll(kafka.bootstrapServers())).allMatch(found::add);
            assertThat(acknowledged).allMatch(found::contains);
        }
    }
}
