package io.tertulia.realtime.fanout;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long the event reader lets events come in before it polls again. What a delivery costs under
 * load is the write to the socket and not the message in it, so a socket is to get all that is due
 * in one write: at once while writes are cheap or rare, in larger batches the more they cost.
 *
 * <p>The loops end batches, the reader hands them over and asks. All they share is one volatile
 * long: by what the memory model says of those, the reader sees the whole figure of a batch that
 * has ended. It may still be that of the batch before, while the loops work on the last one; a
 * pause is then as long as the one before, and nothing but its length depends on it.
 */
final class Pacing {

    /**
     * An estimate, not a measurement: a write costs its loop about a third of what the kernel and
     * the gateway pay for it on top. So they are through with a batch when the next one comes, and
     * have no queue that only grows.
     *
     * <p>Times what the batch would have been in single writes: where a pause joined nothing, as
     * among many quiet rooms, the next one is no longer; where it joined much, the next joins more.
     */
    private static final int FACTOR = 3;

    /** Falling asleep and waking up takes a thread a good part of anything shorter. */
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final long longestNanos;
    private final LongSupplier nanoTime;

    /** What the loops together would have worked, in single writes, on the last ended batch. */
    private volatile long workNanos;

    /** When the last batch was handed over; touched by the reader's thread only. */
    private long handedOverNanos;

    Pacing(Duration longest, LongSupplier nanoTime) {
        this.longestNanos = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The time, to be compared with another one only. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** The reader hands a batch over. */
    void onHandedOver() {
        handedOverNanos = now();
    }

    /**
     * A batch has ended. Batches end in the order in which they were handed over, since no loop
     * comes to the next one before it is done with this.
     *
     * @param work nanoseconds that all loops together would have worked on it, had each frame been
     *     a write of its own
     */
    void onEnded(long work) {
        workNanos = work;
    }

    /** How long the reader is to pause now, in nanoseconds; 0 if it had better go on. */
    long pauseNanos() {
        long due = Math.min(longestNanos, FACTOR * workNanos);
        if (due < SHORTEST_NANOS) {
            return 0;
        }
        long left = due - (now() - handedOverNanos);
        return left < SHORTEST_NANOS ? 0 : left;
    }
}
