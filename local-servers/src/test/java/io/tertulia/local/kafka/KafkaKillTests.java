package io.tertulia.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.local.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaKillTests {

    private static final int ENOUGH = 2_000;

    @TempDir private Path folder;

    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void keepsAcknowledgedRecordsWhenKilledAndIsBackSoon() throws Exception {
        try (ChildJvm child = ChildJvm.start(KafkaChild.class, folder)) {
            KafkaClient.createTopic(child.address(), 1);
            try (KafkaProducer<String, String> producer = KafkaClient.producer(child.address())) {
                CountDownLatch started = new CountDownLatch(1);
                Thread sender =
                        Thread.ofPlatform().start(() -> sendUntilItFails(producer, started));
                started.await();
                await().until(() -> acknowledged.size() > ENOUGH);
                child.kill();
                producer.close(Duration.ZERO);
                sender.join();
            }
        }

        Instant killed = Instant.now();
        KafkaSettings settings = KafkaSettings.in(folder.resolve("data"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            // With Kafka's own session time-out it would be twelve seconds.
            assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(8));
            List<String> found = KafkaClient.readAll(kafka.bootstrapServers());
            Set<String> distinct = new HashSet<>(found);
            assertThat(found).hasSameSizeAs(distinct);
            assertThat(acknowledged.stream().filter(value -> !distinct.contains(value))).isEmpty();
        }
    }

    private void sendUntilItFails(KafkaProducer<String, String> producer, CountDownLatch started) {
        try {
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                String value = String.valueOf(i);
                var unused =
                        producer.send(
                                new ProducerRecord<>(KafkaClient.TOPIC, value),
                                (_, failure) -> noteIfStored(value, failure));
                started.countDown();
            }
        } catch (RuntimeException closed) {
            started.countDown();
        }
    }

    private void noteIfStored(String value, @Nullable Exception failure) {
        if (failure == null) {
            acknowledged.add(value);
        }
    }
}
