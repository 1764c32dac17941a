package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.MongoServer;
import io.tertulia.local.ServerDidNotStart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB-wire server inside this JVM, on the loopback address. Its documents are in memory; each
 * write is in a journal before it is acknowledged, and so outlives the process, also a killed one.
 *
 * <p>Only unique indexes exist; sessions and transactions do not.
 */
public final class EmbeddedMongo implements AutoCloseable {

    /** Threads that execute commands. While one waits for the journal, the others fill a group. */
    private static final int WORKERS = 8;

    /** Of the heap, which holds all other documents, too, and in one process the services. */
    private static final double FILES_SHARE = 0.4;

    private final MongoServer server;
    private final @Nullable JournalFolder folder;
    private final String uri;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedMongo(MongoServer server, @Nullable JournalFolder folder) {
        this.server = server;
        this.folder = folder;
        this.uri = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /**
     * Starts the server and returns when clients can use it, with all documents of the folder read.
     *
     * @throws ServerDidNotStart with what to do: folder not writable or in use, port taken
     */
    public static EmbeddedMongo start(MongoSettings settings) {
        Path dataFolder = settings.dataFolder();
        if (dataFolder == null) {
            return serve(settings, null, new NoJournal(), StoredCollections.none());
        }
        JournalFolder folder = JournalFolder.open(dataFolder);
        try {
            StoredCollections found = folder.compact();
            return serve(settings, folder, folder.journal(settings.syncEachGroup()), found);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedMongo serve(
            MongoSettings settings,
            @Nullable JournalFolder folder,
            Journal journal,
            StoredCollections found) {
        HeapGauge gauge = HeapGauge.ofThisProcess();
        CollectionStorage storage =
                new CollectionStorage(
                        journal,
                        found,
                        new HeapGuard(gauge, settings.heapShare()),
                        new FileRoom((long) (gauge.max() * FILES_SHARE)));
        return new EmbeddedMongo(bind(open(storage), settings.port()), folder);
    }

    private static LocalBackend open(CollectionStorage storage) {
        try {
            return new LocalBackend(storage);
        } catch (RuntimeException e) {
            storage.journal().close();
            throw new ServerDidNotStart(
                    "MongoDB could not open what its journal holds: " + e.getMessage(), e);
        }
    }

    private static MongoServer bind(LocalBackend backend, int port) {
        MongoServer server = new MongoServer(backend);
        try {
            server.bind(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1, WORKERS);
            return server;
        } catch (Exception e) {
            // Netty throws the checked exception of a taken port without declaring it.
            server.shutdownNow();
            throw new ServerDidNotStart(
                    ("MongoDB cannot listen on 127.0.0.1:%d (%s). "
                                    + "Stop what uses that port, or give another.")
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    /** Where clients connect, without a database name: {@code mongodb://127.0.0.1:port}. */
    public String uri() {
        return uri;
    }

    /** Closes the clients' connections and stops. Further calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdownNow();
            if (folder != null) {
                folder.close();
            }
        }
    }
}
