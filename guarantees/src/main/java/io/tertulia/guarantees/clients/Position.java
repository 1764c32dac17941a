package io.tertulia.guarantees.clients;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The last place of a room's log up to which somebody has everything, and what they have beyond it.
 * Guarded by its own lock: a socket and a fetched page may both bring something.
 */
final class Position {

    private static final long UNKNOWN = -1;

    private final NavigableSet<Long> beyond = new TreeSet<>();
    private long upTo = UNKNOWN;

    /** -1 until somebody has said where to begin. */
    synchronized long upTo() {
        return upTo;
    }

    /** Begins at a place, unless it has begun. */
    synchronized void begin(long seq) {
        if (upTo == UNKNOWN) {
            upTo = seq;
        }
    }

    /** Something came. */
    synchronized void add(long seq) {
        if (seq > upTo) {
            beyond.add(seq);
            while (beyond.remove(upTo + 1)) {
                upTo++;
            }
        }
    }

    /** Whether something is missing before what came last. */
    synchronized boolean hasHole() {
        return !beyond.isEmpty();
    }
}
