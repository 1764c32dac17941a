package io.tertulia.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * The embedded brokers of {@code --separate}: one, or a cluster of three that goes on without any
 * one of them. A cluster's id and each node's folder are found again by the next start; the ports
 * are new each time, which Kafka allows where the voters stand in the configuration.
 */
record Brokers(List<Broker> all) {

    private static final int CLUSTER = 3;

    /**
     * One broker.
     *
     * @param name for instance {@code kafka-2}
     * @param arguments of {@link ServerProcess}
     */
    record Broker(String name, int port, List<String> arguments) {

        String address() {
            return Wiring.LOOPBACK + ":" + port;
        }
    }

    Brokers {
        all = List.copyOf(all);
    }

    /**
     * Plans so many brokers.
     *
     * @param count 1 or 3
     * @throws CannotStart if the data folder was made by the other number of them
     */
    static Brokers in(DataFolder data, int count, Ports ports) {
        return count == 1 ? one(data, ports) : cluster(data, ports);
    }

    private static Brokers one(DataFolder data, Ports ports) {
        int port = ports.free();
        return new Brokers(
                List.of(
                        new Broker(
                                "kafka",
                                port,
                                List.of(
                                        "kafka",
                                        data.kafka().toString(),
                                        Integer.toString(port)))));
    }

    private static Brokers cluster(DataFolder data, Ports ports) {
        String id = clusterId(data.kafkaCluster());
        List<Integer> controllers =
                IntStream.range(0, CLUSTER).mapToObj(_ -> ports.free()).toList();
        String voters =
                IntStream.range(0, CLUSTER)
                        .mapToObj(
                                i ->
                                        "%d@%s:%d"
                                                .formatted(
                                                        i + 1, Wiring.LOOPBACK, controllers.get(i)))
                        .collect(Collectors.joining(","));
        var brokers = new ArrayList<Broker>();
        for (int node = 1; node <= CLUSTER; node++) {
            int port = ports.free();
            Path folder = data.kafkaCluster().resolve(Integer.toString(node));
            brokers.add(
                    new Broker(
                            "kafka-" + node,
                            port,
                            List.of(
                                    "kafka",
                                    folder.toString(),
                                    Integer.toString(port),
                                    Integer.toString(node),
                                    Integer.toString(controllers.get(node - 1)),
                                    voters,
                                    id)));
        }
        return new Brokers(brokers);
    }

    /** Made up at the first start and kept: nodes of different clusters do not talk. */
    private static String clusterId(Path folder) {
        Path file = folder.resolve("cluster-id");
        try {
            Files.createDirectories(folder);
            if (Files.notExists(file)) {
                Files.writeString(file, Uuid.randomUuid().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStart("The folder %s cannot be written.".formatted(folder), e);
        }
    }

    /** How many copies topics have. */
    int replication() {
        return all.size();
    }

    /** Where clients connect, as {@code host:port,…}. */
    String servers() {
        return all.stream().map(Broker::address).collect(Collectors.joining(","));
    }
}
