package io.tertulia.local.mongo;

import io.tertulia.local.DataFolder;
import io.tertulia.local.ServerDidNotStart;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a journal, locked for as long as it is open: two servers that append to one journal
 * would ruin it.
 */
final class JournalFolder implements AutoCloseable {

    private static final String JOURNAL = "mongo.journal";
    private static final String NEXT = "mongo.journal.new";
    private static final String LOCK = "mongo.lock";

    private final FileChannel lock;
    private final Path folder;

    private JournalFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Locks the folder, and makes it first if need be.
     *
     * @throws ServerDidNotStart if it cannot be written to, or another server has it open
     */
    static JournalFolder open(Path folder) {
        Path absolute = DataFolder.prepare("MongoDB", folder);
        try {
            return new JournalFolder(absolute, lock(absolute));
        } catch (IOException e) {
            throw new ServerDidNotStart("MongoDB could not lock its folder " + absolute, e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            // The operating system lets go of it when the process ends, however it ends.
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            throw inUse(folder, e);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw inUse(folder, null);
        }
        return channel;
    }

    /**
     * Reads the journal and replaces it by one that holds only what is left: under another name
     * first, on the disk, and then renamed over it. A crash in between leaves one of the two.
     *
     * @throws ServerDidNotStart if it cannot be read or written
     */
    StoredCollections compact() {
        Path journal = folder.resolve(JOURNAL);
        try {
            StoredCollections found =
                    Files.exists(journal)
                            ? StoredCollections.of(JournalReader.read(journal).values())
                            : StoredCollections.none();
            Path next = folder.resolve(NEXT);
            try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                found.writeTo(out);
                out.getFD().sync();
            }
            Files.move(next, journal, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
            return found;
        } catch (IOException e) {
            throw unusable(journal, e);
        }
    }

    /** The journal to append to, after {@link #compact}. */
    Journal journal(boolean syncEachGroup) {
        Path journal = folder.resolve(JOURNAL);
        try {
            return new FileJournal(new JournalFile(journal, syncEachGroup));
        } catch (IOException e) {
            throw unusable(journal, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerDidNotStart unusable(Path journal, IOException cause) {
        return new ServerDidNotStart(
                "MongoDB cannot use its journal %s: %s. Mend that, or move the file away."
                        .formatted(journal, cause.getMessage()),
                cause);
    }

    private static ServerDidNotStart inUse(Path folder, @Nullable Exception cause) {
        return new ServerDidNotStart(
                ("The MongoDB data folder %s is already in use by a running server. "
                                + "Stop that one, or give another folder.")
                        .formatted(folder),
                cause);
    }
}
