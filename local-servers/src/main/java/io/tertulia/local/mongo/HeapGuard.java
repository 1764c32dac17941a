package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * Refuses new documents before the heap is full: an {@link OutOfMemoryError} would take the whole
 * process with it. Changes of documents and deletions always pass.
 */
final class HeapGuard {

    private static final int EXCEEDED_MEMORY_LIMIT = 146;
    private static final int PERCENT = 100;
    private static final long MEGABYTE = 1024L * 1024;

    private final HeapGauge gauge;
    private final double share;

    HeapGuard(HeapGauge gauge, double share) {
        this.gauge = gauge;
        this.share = share;
    }

    /**
     * The second question is asked only when garbage included the heap is that full, which between
     * two collections is normal and says nothing.
     *
     * @throws MongoServerError if there is no room for another document
     */
    void requireRoom() {
        long bound = (long) (gauge.max() * share);
        if (gauge.used() > bound && gauge.live() > bound) {
            throw new MongoServerError(
                    EXCEEDED_MEMORY_LIMIT,
                    "ExceededMemoryLimit",
                    ("The embedded MongoDB is full: %d of %d MB of heap are in use, and over %d %% "
                                    + "it takes no new documents. "
                                    + "Give it more (-Xmx), or use a real MongoDB.")
                            .formatted(
                                    gauge.live() / MEGABYTE,
                                    gauge.max() / MEGABYTE,
                                    Math.round(share * PERCENT)));
        }
    }
}
