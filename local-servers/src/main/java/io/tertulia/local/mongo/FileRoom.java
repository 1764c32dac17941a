package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps files from filling the heap: they may take a share of it, so that there is always room for
 * the documents that say something. What counts is known exactly, since nearly all that a chunk of
 * a file takes is its bytes. Safe for use by many threads.
 */
final class FileRoom {

    private static final int EXCEEDED_MEMORY_LIMIT = 146;
    private static final long MEGABYTE = 1024L * 1024;

    private final long most;

    /** Bytes of all documents that there are. */
    private final AtomicLong taken = new AtomicLong();

    /**
     * Begins empty.
     *
     * @param most bytes that documents may hold all together
     */
    FileRoom(long most) {
        this.most = most;
    }

    /**
     * Makes room for a new document.
     *
     * @throws MongoServerError if it holds bytes and there is no room for them
     */
    void take(Document document) {
        long bytes = bytesIn(document);
        if (bytes > 0 && taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            throw new MongoServerError(
                    EXCEEDED_MEMORY_LIMIT,
                    "ExceededMemoryLimit",
                    ("The embedded MongoDB keeps files in memory, and has room for %d MB of them."
                                    + " Give it more heap (-Xmx), or use a real MongoDB.")
                            .formatted(most / MEGABYTE));
        }
    }

    /** Counts a document that has its room already; null counts nothing. */
    void add(@Nullable Document document) {
        taken.addAndGet(bytesIn(document));
    }

    /** Gives back what a document took; null took nothing. */
    void giveBack(@Nullable Document document) {
        taken.addAndGet(-bytesIn(document));
    }

    private static long bytesIn(@Nullable Document document) {
        long bytes = 0;
        if (document != null) {
            for (Object value : document.values()) {
                bytes += value instanceof BinData data ? data.getData().length : 0;
            }
        }
        return bytes;
    }
}
