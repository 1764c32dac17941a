package io.tertulia.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.local.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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

        KafkaSettings settings = KafkaSettings.in(folder.resolve("data"));
        Instant killed = Instant.now();
        Duration afterKill;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            afterKill = Duration.between(killed, Instant.now());
            Set<String> found = new HashSet<>();
            assertThat(KafkaClient.readAll(kafka.bootstrapServers())).allMatch(found::add);
            assertThat(acknowledged).allMatch(found::contains);
        }
        Instant closed = Instant.now();
        EmbeddedKafka.start(settings).close();
        Duration afterClose = Duration.between(closed, Instant.now());
        // The dead broker's session of 2 s has to end first; Kafka's own setting is 9 s.
        System.err.println("TIMES " + afterKill + " " + afterClose);
        assertThat(afterKill).isLessThan(afterClose.plusSeconds(6));
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
