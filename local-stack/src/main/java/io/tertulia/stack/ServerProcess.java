package io.tertulia.stack;

import io.tertulia.local.kafka.EmbeddedKafka;
import io.tertulia.local.kafka.KafkaSettings;
import io.tertulia.local.mongo.EmbeddedMongo;
import io.tertulia.local.mongo.MongoSettings;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the embedded broker or the embedded database alone: {@code kafka|mongo FOLDER PORT}, and for
 * a node of a cluster {@code NODE CONTROLLER_PORT VOTERS CLUSTER_ID} after that. The processes of
 * {@code ./tertulia up --separate} that hold the data.
 */
public final class ServerProcess {

    /** Arguments of a server that stands alone. */
    private static final int ONE = 3;

    private ServerProcess() {}

    /** Runs until the process is asked to end. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[1]);
        int port = Integer.parseInt(arguments[2]);
        AutoCloseable server =
                switch (arguments[0]) {
                    case "kafka" -> EmbeddedKafka.start(kafka(folder, port, arguments));
                    case "mongo" -> EmbeddedMongo.start(MongoSettings.in(folder).withPort(port));
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
        runUntilAsked(server);
    }

    private static KafkaSettings kafka(Path folder, int port, String... arguments) {
        KafkaSettings settings = KafkaSettings.in(folder).withPort(port);
        return arguments.length == ONE
                ? settings
                : settings.withCluster(
                        arguments[6],
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]),
                        arguments[5]);
    }

    private static void runUntilAsked(AutoCloseable server) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    try {
                                        server.close();
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    } finally {
                                        stopped.countDown();
                                    }
                                },
                                "stop"));
        stopped.await();
    }
}
