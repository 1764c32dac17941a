package io.tertulia.realtime.fanout;

/**
 * How many bytes of live frames are kept for one socket, in all its rooms together.
 *
 * <p>Touched by the socket's event loop only.
 */
final class HeldBytes {

    private final long most;
    private long kept;

    HeldBytes(long most) {
        this.most = most;
    }

    /** Counts more; false if that is too many. */
    boolean keep(long bytes) {
        kept += bytes;
        return kept <= most;
    }

    void giveBack(long bytes) {
        kept -= bytes;
    }
}
