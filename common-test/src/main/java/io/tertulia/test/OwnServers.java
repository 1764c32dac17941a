package io.tertulia.test;

import io.tertulia.local.kafka.EmbeddedKafka;
import io.tertulia.local.kafka.KafkaSettings;
import io.tertulia.local.mongo.EmbeddedMongo;
import io.tertulia.local.mongo.MongoSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka and a MongoDB of a test's own, that go away and come back: on the same ports, with what
 * they had.
 */
public final class OwnServers implements AutoCloseable {

    private final Path folder = temporaryFolder();
    private final int kafkaPort = freePort();
    private final int mongoPort = freePort();
    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedMongo mongo;

    private OwnServers() {}

    /** Both, up. */
    public static OwnServers start() {
        var servers = new OwnServers();
        servers.startKafka();
        servers.startMongo();
        return servers;
    }

    /** The environment of a service that uses them. */
    public Map<String, String> environment() {
        return Map.of(
                "PORT", "0",
                "CHAT_KAFKA", "127.0.0.1:" + kafkaPort,
                "CHAT_MONGO", "mongodb://127.0.0.1:" + mongoPort);
    }

    public void startKafka() {
        kafka = EmbeddedKafka.start(KafkaSettings.in(folder.resolve("kafka")).withPort(kafkaPort));
    }

    public void stopKafka() {
        if (kafka != null) {
            kafka.close();
            kafka = null;
        }
    }

    public void startMongo() {
        mongo = EmbeddedMongo.start(MongoSettings.in(folder.resolve("mongo")).withPort(mongoPort));
    }

    public void stopMongo() {
        if (mongo != null) {
            mongo.close();
            mongo = null;
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tertulia-test-servers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopKafka();
        stopMongo();
    }
}
