package io.tertulia.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTests {

    private static final int NODES = 3;

    @TempDir private Path folder;

    @Test
    void threeNodesKeepARecordWhenOneIsGone() throws Exception {
        List<EmbeddedKafka> nodes = startAll();
        try {
            String all =
                    nodes.stream()
                            .map(EmbeddedKafka::bootstrapServers)
                            .collect(Collectors.joining(","));
            KafkaClient.createTopic(all, NODES);
            try (KafkaProducer<String, String> producer = KafkaClient.producer(all)) {
                producer.send(new ProducerRecord<>(KafkaClient.TOPIC, "with three")).get();
                nodes.getFirst().close();
                producer.send(new ProducerRecord<>(KafkaClient.TOPIC, "with two")).get();
            }

            assertThat(KafkaClient.readAll(all)).containsExactly("with three", "with two");
        } finally {
            closeAll(nodes);
        }
    }

    private List<EmbeddedKafka> startAll() {
        List<Integer> ports =
                IntStream.range(0, NODES)
                        .mapToObj(i -> BrokerPorts.choose(KafkaSettings.in(folder)).controller())
                        .toList();
        String voters =
                IntStream.range(0, NODES)
                        .mapToObj(i -> (i + 1) + "@127.0.0.1:" + ports.get(i))
                        .collect(Collectors.joining(","));
        String cluster = Uuid.randomUuid().toString();
        List<CompletableFuture<EmbeddedKafka>> starting =
                IntStream.range(0, NODES)
                        .mapToObj(
                                i ->
                                        KafkaSettings.in(folder.resolve("node" + i))
                                                .withCluster(cluster, i + 1, ports.get(i), voters))
                        .map(
                                node ->
                                        CompletableFuture.supplyAsync(
                                                () -> EmbeddedKafka.start(node),
                                                KafkaClusterTests::onItsOwnThread))
                        .toList();
        return starting.stream().map(CompletableFuture::join).toList();
    }

    /**
     * Not a virtual one: Kafka waits for locks inside of class initialisers, which holds a carrier,
     * and a machine with two cores has two of them.
     */
    private static void onItsOwnThread(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    private static void closeAll(List<EmbeddedKafka> nodes) {
        CompletableFuture.allOf(
                        nodes.stream()
                                .map(
                                        node ->
                                                CompletableFuture.runAsync(
                                                        node::close,
                                                        KafkaClusterTests::onItsOwnThread))
                                .toArray(CompletableFuture<?>[]::new))
                .join();
    }
}
