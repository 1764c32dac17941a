package io.tertulia.local.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's configuration: Kafka's own defaults, made small, and quick to start and to stop. */
final class BrokerProperties {

    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String HOST = "127.0.0.1";

    private BrokerProperties() {}

    static Properties of(KafkaSettings settings, Path folder, BrokerPorts ports) {
        Properties properties = new Properties();
        addNode(properties, settings, folder, ports);
        addTopics(properties, settings);
        addThreads(properties);
        addTimes(properties);
        properties.putAll(settings.overrides());
        return properties;
    }

    private static void addNode(
            Properties to, KafkaSettings settings, Path folder, BrokerPorts ports) {
        String clients = "PLAINTEXT://" + HOST + ":" + ports.clients();
        String controller = HOST + ":" + ports.controller();
        to.put("process.roles", "broker,controller");
        to.put("node.id", String.valueOf(settings.nodeId()));
        to.put("log.dirs", folder.toString());
        to.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
        to.put("advertised.listeners", clients);
        to.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        to.put("inter.broker.listener.name", "PLAINTEXT");
        to.put("controller.listener.names", CONTROLLER_LISTENER);
        to.put("controller.quorum.voters", votersOr(settings, controller));
    }

    private static String votersOr(KafkaSettings settings, String controller) {
        String voters = settings.quorumVoters();
        return voters.isEmpty() ? settings.nodeId() + "@" + controller : voters;
    }

    private static void addTopics(Properties to, KafkaSettings settings) {
        // Kafka's internal topics can have as many copies as there are nodes, and more than three
        // gain nothing.
        int nodes =
                settings.quorumVoters().isEmpty() ? 1 : settings.quorumVoters().split(",").length;
        String copies = String.valueOf(Math.min(3, nodes));
        String enough = nodes < 3 ? "1" : "2";
        // What is acknowledged is then in two places at least, so that one may be lost for good.
        to.put("min.insync.replicas", enough);
        to.put("auto.create.topics.enable", "false");
        to.put("offsets.topic.replication.factor", copies);
        to.put("offsets.topic.num.partitions", "4");
        to.put("transaction.state.log.replication.factor", copies);
        to.put("transaction.state.log.min.isr", enough);
        to.put("transaction.state.log.num.partitions", "4");
        to.put("share.coordinator.state.topic.replication.factor", copies);
        to.put("share.coordinator.state.topic.min.isr", enough);
        to.put("share.coordinator.state.topic.num.partitions", "1");
        to.put("message.max.bytes", String.valueOf(4 * 1024 * 1024));
        to.put("replica.fetch.max.bytes", String.valueOf(4 * 1024 * 1024));
        to.put("log.segment.bytes", String.valueOf(128 * 1024 * 1024));
        to.put("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        to.put("log.cleaner.dedupe.buffer.size", "2100000");
    }

    private static void addThreads(Properties to) {
        to.put("num.network.threads", "2");
        to.put("num.io.threads", "2");
        to.put("background.threads", "2");
        to.put("num.recovery.threads.per.data.dir", "2");
        to.put("group.coordinator.threads", "1");
        to.put("share.coordinator.threads", "1");
    }

    private static void addTimes(Properties to) {
        // After a SIGKILL the controller waits for the old broker's session to end before the new
        // one may serve: with the default of 9 s a restart takes 12 s, with this 3 s.
        to.put("broker.session.timeout.ms", "2000");
        to.put("broker.heartbeat.interval.ms", "500");
        to.put("group.initial.rebalance.delay.ms", "0");
    }
}
