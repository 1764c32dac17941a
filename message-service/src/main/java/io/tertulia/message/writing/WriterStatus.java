package io.tertulia.message.writing;

import org.jspecify.annotations.Nullable;

/** How the writer is, for whoever asks from another thread. */
final class WriterStatus {

    private volatile boolean isAlive;
    private volatile boolean hasJoined;
    private volatile @Nullable String trouble;

    /** Whether its thread runs. */
    boolean isAlive() {
        return isAlive;
    }

    /** Whether the group has given it its share of the partitions, which may be none. */
    boolean hasJoined() {
        return hasJoined;
    }

    /** Why it does not get on; null while all is well. */
    @Nullable String trouble() {
        return trouble;
    }

    void started() {
        isAlive = true;
    }

    void joined(boolean joined) {
        hasJoined = joined;
    }

    void well() {
        trouble = null;
    }

    void troubled(RuntimeException e) {
        trouble = e.toString();
    }

    void stopped() {
        isAlive = false;
        hasJoined = false;
    }
}
