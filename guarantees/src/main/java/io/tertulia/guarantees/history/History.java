package io.tertulia.guarantees.history;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that all clients wrote down, in one order: that in which it was written. Clients write
 * from many threads; the lock is held for one append.
 */
public final class History {

    /** The share that is kept back for the evidence that is gathered when the load has ended. */
    private static final double LOAD_SHARE = 0.8;

    private final InstantSource clock;
    private final int most;
    private final List<Line> lines = new ArrayList<>();

    /**
     * A line.
     *
     * @param millis when it was written, since 1970
     */
    public record Line(long millis, Entry entry) {}

    /**
     * An empty history.
     *
     * @param most lines that it takes at most
     */
    public History(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /**
     * Writes a line.
     *
     * @throws IllegalStateException if it is full: a history with holes proves nothing
     */
    public synchronized void add(Entry entry) {
        if (lines.size() >= most) {
            throw new IllegalStateException("The history is full: " + most + " lines");
        }
        lines.add(new Line(clock.millis(), entry));
    }

    /** Whether so much is written that nothing new should be begun. */
    public synchronized boolean isNearlyFull() {
        return lines.size() >= most * LOAD_SHARE;
    }

    /** What is written so far. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** What is written so far, without the times. */
    public synchronized List<Entry> entries() {
        return lines.stream().map(Line::entry).toList();
    }
}
