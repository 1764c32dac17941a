package io.tertulia.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds all that must survive, held by one {@code up} at a time. The operating
 * system drops the lock when the process ends, however it ends.
 */
final class DataFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String CLUSTER = "kafka-cluster";
    private static final long LEAST_FREE_BYTES = 256L * 1024 * 1024;

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing and takes it.
     *
     * @throws CannotStart if it is not writable, in use, or its disk nearly full
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root.resolve("logs"));
            var channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new CannotStart(
                        "The data folder %s is in use: stop it, or choose another with --data."
                                .formatted(root));
            }
            var folder = new DataFolder(root, channel);
            folder.checkSpace();
            return folder;
        } catch (IOException e) {
            throw new CannotStart(
                    ("The data folder %s cannot be written (%s). Make it writable, make room "
                                    + "on its disk, or choose another with --data.")
                            .formatted(root, reason(e)),
                    e);
        }
    }

    /**
     * Where the one broker keeps its records.
     *
     * @throws CannotStart if a cluster has been here: what it keeps would not be found
     */
    Path kafka() {
        return folderUnless("kafka", CLUSTER, "start it with --separate --with kafka=3");
    }

    /**
     * Where the brokers of a cluster keep their records.
     *
     * @throws CannotStart if a single broker has been here
     */
    Path kafkaCluster() {
        return folderUnless(CLUSTER, "kafka", "start it without --with kafka=3");
    }

    private Path folderUnless(String name, String other, String instead) {
        if (Files.exists(root.resolve(other))) {
            throw new CannotStart(
                    ("The data folder %s was made with another number of brokers: "
                                    + "%s, or choose another with --data.")
                            .formatted(root, instead));
        }
        return root.resolve(name);
    }

    Path mongo() {
        return root.resolve("mongo");
    }

    Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    /**
     * Leaves a note for {@code ./tertulia status} and {@code logs}, whole or not at all. Where it
     * cannot be written the older one stays: what runs is worth more than the note about it.
     */
    void note(List<String> lines) {
        try {
            Path draft = Files.write(root.resolve("running.new"), lines);
            Files.move(draft, root.resolve("running"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("What runs cannot be noted", e);
        }
    }

    /**
     * How many bytes the disk has left, after something was written to it. Needs no file to be
     * opened: a process that may open no more of them, for all its sockets, has no full disk.
     */
    long freeBytes() throws IOException {
        lock.write(ByteBuffer.wrap(new byte[] {'.'}), 0);
        return root.toFile().getUsableSpace();
    }

    Path root() {
        return root;
    }

    /** The system's own words, for instance "Read-only file system". */
    static String reason(IOException e) {
        String words = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return words == null ? e.getClass().getSimpleName() : words;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(root.resolve("running"));
        } catch (IOException e) {
            LOG.warn("What is left in the data folder cannot be removed", e);
        } finally {
            unlock();
        }
    }

    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private void checkSpace() throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            close();
            throw new CannotStart(
                    ("The disk of the data folder %s has %d MB left; at least %d MB are needed. "
                                    + "Make room, or choose another with --data.")
                            .formatted(root, free >> 20, LEAST_FREE_BYTES >> 20));
        }
    }
}
