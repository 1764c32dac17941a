package io.tertulia.guarantees.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The database of a stack under test: the embedded one in a process of its own, kept running, with
 * a proxy before it. A thread of its own waits for the process's end and starts it again; the lock
 * keeps that apart from whoever breaks it.
 */
public final class Database implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(1);
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(250);
    private static final int SAMPLES = 60;
    private static final int CONNECT_MILLIS = 500;

    private final Launcher launcher;
    private final Path folder;
    private final int port;
    private final TcpProxy proxy;

    /** How long the journal was, the latest last. Of this life of the process only. */
    private final Deque<Sample> samples = new ArrayDeque<>();

    private @Nullable Process process;
    private volatile boolean isClosed;

    private record Sample(long nanoTime, long bytes) {}

    private Database(Launcher launcher, Path folder) throws IOException {
        this.launcher = launcher;
        this.folder = folder;
        this.port = LocalStack.freePort();
        this.proxy = TcpProxy.before(port);
    }

    /**
     * Starts it and waits until it can be used.
     *
     * @throws IOException if that takes too long
     */
    public static Database start(Launcher launcher, Path folder) throws IOException {
        Files.createDirectories(folder);
        var database = new Database(launcher, folder);
        database.launch();
        Thread.ofVirtual().start(database::keepRunning);
        return database;
    }

    /** For {@code --mongo}: through the proxy. */
    public String uri() {
        return "mongodb://127.0.0.1:" + proxy.port();
    }

    TcpProxy proxy() {
        return proxy;
    }

    private Path journal() {
        return folder.resolve("mongo").resolve("mongo.journal");
    }

    private synchronized void launch() throws IOException {
        process = launcher.database(folder.resolve("mongo.log"), folder.resolve("mongo"), port);
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isListening()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the database did not start; see " + folder);
            }
            park(SAMPLE_EVERY);
        }
        samples.clear();
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void keepRunning() {
        while (!isClosed) {
            park(SAMPLE_EVERY);
            look();
        }
    }

    private synchronized void look() {
        Process running = process;
        if (isClosed || running == null) {
            return;
        }
        try {
            if (!running.isAlive()) {
                launch();
            }
            samples.add(new Sample(System.nanoTime(), Files.size(journal())));
            if (samples.size() > SAMPLES) {
                samples.remove();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL; it comes back by itself. */
    synchronized void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /**
     * SIGKILL, and back to what it was so long before, as a database that was restored or lost what
     * it had not yet written to its disk.
     */
    synchronized void restore(Duration back) throws InterruptedException, IOException {
        long then = System.nanoTime() - back.toNanos();
        Sample kept =
                samples.stream()
                        .filter(sample -> sample.nanoTime() - then <= 0)
                        .reduce((one, later) -> later)
                        .orElseThrow(() -> new NotThere("The database is too young to go back"));
        kill();
        // A torn record at the end is dropped at the start, as after any crash.
        try (FileChannel file = FileChannel.open(journal(), StandardOpenOption.WRITE)) {
            file.truncate(kept.bytes());
        }
        launch();
    }

    /** Signals for its process. */
    synchronized Signals signals() {
        return new Signals(running().toHandle());
    }

    synchronized long pid() {
        return running().pid();
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new NotThere("The database does not run");
        }
        return running;
    }

    @Override
    public void close() {
        isClosed = true;
        proxy.close();
        synchronized (this) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private static void park(Duration time) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    }
}
