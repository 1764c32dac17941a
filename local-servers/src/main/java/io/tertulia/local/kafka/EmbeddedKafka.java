package io.tertulia.local.kafka;

import io.tertulia.local.DataFolder;
import io.tertulia.local.ServerDidNotStart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one node) inside this JVM, on the loopback
 * address. A record it has acknowledged outlives the process, also a killed one: it is in the page
 * cache of the operating system by then, though not necessarily on the disk.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when clients can use it: after one to two seconds, or three after
     * a kill. A node of a cluster waits until most of its controllers are up.
     *
     * @throws ServerDidNotStart with what to do: folder not writable or in use, port taken
     */
    public static EmbeddedKafka start(KafkaSettings settings) {
        Path folder = DataFolder.prepare("Kafka", settings.dataFolder());
        refuseFolderInUse(folder);
        BrokerPorts ports = BrokerPorts.choose(settings);
        format(settings, folder);
        Properties properties = BrokerProperties.of(settings, folder, ports);
        String address = "127.0.0.1:" + ports.clients();
        return new EmbeddedKafka(startServer(properties, folder, address), address);
    }

    /** Where clients connect, as {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Stops the broker cleanly and waits until it has stopped. Further calls do nothing. The last
     * nodes of a cluster find nobody to take leave of: after half a minute they are left to end
     * with the process.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Thread stopping = Thread.ofPlatform().daemon().name("kafka-stop").start(server::shutdown);
        try {
            if (!stopping.join(STOP_TIMEOUT)) {
                log.warn("Kafka on {} has not stopped within {}", bootstrapServers, STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaRaftServer startServer(Properties properties, Path folder, String address) {
        try (ExitGuard guard = ExitGuard.hold()) {
            log.debug("starting on {} under {}", address, guard);
            KafkaRaftServer server =
                    new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            return started(server);
        } catch (RuntimeException e) {
            throw new ServerDidNotStart(
                    ("Kafka did not start on %s with data in %s: %s. See the log; "
                                    + "if you can do without the data, remove them.")
                            .formatted(address, folder, e.getMessage()),
                    e);
        }
    }

    private static KafkaRaftServer started(KafkaRaftServer server) {
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static void format(KafkaSettings settings, Path folder) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        String clusterId = settings.clusterId();
        try (PrintStream silence =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(settings.nodeId())
                    .setClusterId(clusterId.isEmpty() ? Uuid.randomUuid().toString() : clusterId)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new ServerDidNotStart(
                    ("Kafka could not prepare its data folder %s: %s. "
                                    + "If nothing of value is in it, remove it.")
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    /** Kafka holds this lock while it runs; asking first gives a message that can be understood. */
    private static void refuseFolderInUse(Path folder) {
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse(folder);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerDidNotStart inUse(Path folder) {
        return new ServerDidNotStart(
                ("The Kafka data folder %s is already in use by a running broker. "
                                + "Stop that one, or give another folder.")
                        .formatted(folder));
    }
}
