package io.tertulia.local.mongo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to start the server.
 *
 * @param dataFolder where the journal is kept; made if it is not there. Null keeps nothing
 * @param port where clients connect; 0 takes a free one
 * @param syncEachGroup whether each group of writes also waits for the disk. Without it an
 *     acknowledged write outlives the process, also a killed one, but not a loss of power
 * @param heapShare the share of the maximal heap, over 0 and at most 1, above which new documents
 *     are refused
 */
public record MongoSettings(
        @Nullable Path dataFolder, int port, boolean syncEachGroup, double heapShare) {

    private static final double DEFAULT_HEAP_SHARE = 0.9;

    public MongoSettings {
        if (heapShare <= 0 || heapShare > 1) {
            throw new IllegalArgumentException("heapShare must be over 0 and at most 1");
        }
    }

    /** On a free port, with the journal in this folder. */
    public static MongoSettings in(Path dataFolder) {
        return new MongoSettings(dataFolder, 0, false, DEFAULT_HEAP_SHARE);
    }

    /** On a free port; all is forgotten when it is closed. */
    public static MongoSettings inMemory() {
        return new MongoSettings(null, 0, false, DEFAULT_HEAP_SHARE);
    }

    /** The same on this port. */
    public MongoSettings withPort(int clientPort) {
        return new MongoSettings(dataFolder, clientPort, syncEachGroup, heapShare);
    }

    /** The same, waiting for the disk before a write is acknowledged. */
    public MongoSettings withSyncEachGroup(boolean sync) {
        return new MongoSettings(dataFolder, port, sync, heapShare);
    }

    /** The same with another share of the heap as its bound. */
    public MongoSettings withHeapShare(double share) {
        return new MongoSettings(dataFolder, port, syncEachGroup, share);
    }
}
