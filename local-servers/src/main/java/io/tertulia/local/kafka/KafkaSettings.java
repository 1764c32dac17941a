package io.tertulia.local.kafka;

import java.nio.file.Path;
import java.util.Map;

/**
 * How to start the broker.
 *
 * @param dataFolder where the records are kept; made if it is not there
 * @param port where clients connect; 0 takes a free one
 * @param controllerPort where the nodes of the cluster talk to the controller; 0 takes a free one
 * @param nodeId the node's number in its cluster, from 1
 * @param quorumVoters the controllers of the cluster as {@code id@host:port,…}; empty means this
 *     node alone
 * @param clusterId the cluster's id, the same for all of its nodes (a Kafka UUID); empty makes one
 *     up at the first start. It is kept in the data folder
 * @param overrides broker properties that win over those set here
 */
public record KafkaSettings(
        Path dataFolder,
        int port,
        int controllerPort,
        int nodeId,
        String quorumVoters,
        String clusterId,
        Map<String, String> overrides) {

    public KafkaSettings {
        overrides = Map.copyOf(overrides);
        if (!quorumVoters.isEmpty() && controllerPort == 0) {
            throw new IllegalArgumentException("a node of a cluster needs a fixed controllerPort");
        }
    }

    /** One node by itself on free ports, with its data in this folder. */
    public static KafkaSettings in(Path dataFolder) {
        return new KafkaSettings(dataFolder, 0, 0, 1, "", "", Map.of());
    }

    /** The same on this port for clients. */
    public KafkaSettings withPort(int clientPort) {
        return new KafkaSettings(
                dataFolder, clientPort, controllerPort, nodeId, quorumVoters, clusterId, overrides);
    }

    /** The same as one of several nodes; all of them get the same cluster id and voters. */
    public KafkaSettings withCluster(
            String id, int node, int portOfController, String allControllers) {
        return new KafkaSettings(
                dataFolder, port, portOfController, node, allControllers, id, overrides);
    }

    /** The same with more broker properties, which win over the ones set here. */
    public KafkaSettings withOverrides(Map<String, String> properties) {
        return new KafkaSettings(
                dataFolder, port, controllerPort, nodeId, quorumVoters, clusterId, properties);
    }
}
