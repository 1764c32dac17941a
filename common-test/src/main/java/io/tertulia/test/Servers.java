package io.tertulia.test;

import io.tertulia.local.kafka.EmbeddedKafka;
import io.tertulia.local.kafka.KafkaSettings;
import io.tertulia.local.mongo.EmbeddedMongo;
import io.tertulia.local.mongo.MongoSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The Kafka and the MongoDB that all tests of a JVM share, started when first asked for: containers
 * where Docker answers, the embedded servers else. Which of them it is stands in the test's log.
 */
public final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
    private static final String MONGO_IMAGE = "mongo:8";

    private Servers() {}

    /** Kafka's bootstrap servers. */
    public static String kafka() {
        return Kafka.SERVERS;
    }

    /** MongoDB's URI, without a database. */
    public static String mongo() {
        return Mongo.URI;
    }

    // The class initialiser of each holder runs once, on first use, under the JVM's own lock.

    private static final class Kafka {
        static final String SERVERS = Docker.ANSWERS ? container() : embedded();

        private static String container() {
            var container = new KafkaContainer(KAFKA_IMAGE);
            container.start();
            return container.getBootstrapServers();
        }

        private static String embedded() {
            return EmbeddedKafka.start(KafkaSettings.in(temporaryFolder())).bootstrapServers();
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("tertulia-test-kafka");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Mongo {
        static final String URI = Docker.ANSWERS ? container() : embedded();

        private static String container() {
            var container = new MongoDBContainer(MONGO_IMAGE);
            container.start();
            return container.getConnectionString();
        }

        private static String embedded() {
            return EmbeddedMongo.start(MongoSettings.inMemory()).uri();
        }
    }

    private static final class Docker {
        static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();

        static {
            LOG.info(
                    "Tests run against {}",
                    ANSWERS
                            ? "containers: " + KAFKA_IMAGE + ", " + MONGO_IMAGE
                            : "the embedded Kafka and MongoDB: Docker does not answer");
        }
    }
}
