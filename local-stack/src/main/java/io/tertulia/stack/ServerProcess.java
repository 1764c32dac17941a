package io.tertulia.stack;

import io.tertulia.local.kafka.EmbeddedKafka;
import io.tertulia.local.kafka.KafkaSettings;
import io.tertulia.local.mongo.EmbeddedMongo;
import io.tertulia.local.mongo.MongoSettings;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the embedded broker or the embedded database alone: {@code kafka|mongo FOLDER PORT}. The
 * processes of {@code ./tertulia up --separate} that hold the data.
 */
public final class ServerProcess {

    private ServerProcess() {}

    /** Runs until the process is asked to end. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[1]);
        int port = Integer.parseInt(arguments[2]);
        AutoCloseable server =
                switch (arguments[0]) {
                    case "kafka" -> EmbeddedKafka.start(KafkaSettings.in(folder).withPort(port));
                    case "mongo" -> EmbeddedMongo.start(MongoSettings.in(folder).withPort(port));
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
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
