package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.MongoServer;
import io.tertulia.local.ServerDidNotStart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** A MongoDB-wire server inside this JVM, on the loopback address. */
public final class EmbeddedMongo implements AutoCloseable {

    private static final int WORKERS = 8;

    private final MongoServer server;
    private final String uri;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedMongo(MongoServer server) {
        this.server = server;
        this.uri = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /**
     * Starts the server and returns when clients can use it.
     *
     * @throws ServerDidNotStart with what to do: folder not writable or in use, port taken
     */
    public static EmbeddedMongo start(MongoSettings settings) {
        MongoServer server = new MongoServer(new LocalBackend());
        try {
            server.bind(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), settings.port()),
                    1,
                    WORKERS);
            return new EmbeddedMongo(server);
        } catch (RuntimeException e) {
            throw new ServerDidNotStart(
                    ("MongoDB cannot listen on 127.0.0.1:%d (%s). "
                                    + "Stop what uses that port, or give another.")
                            .formatted(settings.port(), e.getMessage()),
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
        }
    }
}
