package io.tertulia.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.local.ServerDidNotStart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTests {

    @TempDir private Path folder;

    @Test
    void findsItsRecordsAndItsClusterIdAgain() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.in(folder))) {
            KafkaClient.createTopic(kafka.bootstrapServers(), 1);
            send(kafka, "before");
        }
        String meta = Files.readString(folder.resolve("meta.properties"));

        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.in(folder))) {
            send(kafka, "after");

            assertThat(KafkaClient.readAll(kafka.bootstrapServers()))
                    .containsExactly("before", "after");
        }
        assertThat(Files.readString(folder.resolve("meta.properties"))).isEqualTo(meta);
    }

    @Test
    void namesTheTakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            KafkaSettings settings = KafkaSettings.in(folder).withPort(taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                    .isInstanceOf(ServerDidNotStart.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("give another");
        }
    }

    @Test
    void namesAFolderItCannotWriteTo() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));

        assertThatThrownBy(() -> EmbeddedKafka.start(KafkaSettings.in(file.resolve("data"))))
                .isInstanceOf(ServerDidNotStart.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesAFolderInUseAndClosesTwice() {
        EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.in(folder));
        try {
            assertThatThrownBy(() -> EmbeddedKafka.start(KafkaSettings.in(folder)))
                    .isInstanceOf(ServerDidNotStart.class)
                    .hasMessageContaining("already in use");
        } finally {
            kafka.close();
        }
        kafka.close();
    }

    private static void send(EmbeddedKafka kafka, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                KafkaClient.producer(kafka.bootstrapServers())) {
            producer.send(new ProducerRecord<>(KafkaClient.TOPIC, "key", value)).get();
        }
    }
}
