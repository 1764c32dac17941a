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

    /** Generous, for a busy machine; alone it takes three to four seconds. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);

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
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            assertThat(Duration.between(killed, Instant.now())).isLessThan(BACK_WITHIN);
            Set<String> found = new HashSet<>();
            assertThat(KafkaClient.readAll(kafka.bootstrapServers())).allMatch(found::add);
            assertThat(acknowledged).allMatch(found::contains);
        }
    }

    /** The restart above waits for the dead broker's session to end: by default twelve seconds. */
    @Test
    void aDeadBrokersSessionIsShort() {
        KafkaSettings settings = KafkaSettings.in(folder);

        assertThat(BrokerProperties.of(settings, folder, BrokerPorts.choose(settings)))
                .containsEntry("broker.session.timeout.ms", "2000")
                .containsEntry("broker.heartbeat.interval.ms", "500");
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
