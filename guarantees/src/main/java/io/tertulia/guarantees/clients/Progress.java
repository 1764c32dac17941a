package io.tertulia.guarantees.clients;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How a load gets on, for whoever watches from another thread. */
public final class Progress {

    private final LongAdder tried = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder shown = new LongAdder();

    /** By room, when the youngest of all acknowledged messages was first tried, in nanoseconds. */
    private final Map<UUID, Long> movedAt = new ConcurrentHashMap<>();

    /** The counts at a moment; attempts that got no answer are counted each. */
    public record Counts(
            long tried, long acknowledged, long refused, long unanswered, long shown) {}

    /** The counts now. */
    public Counts counts() {
        return new Counts(
                tried.sum(), acknowledged.sum(), refused.sum(), unanswered.sum(), shown.sum());
    }

    /**
     * Whether every room has acknowledged something that was tried after a moment.
     *
     * @param nanoTime of {@link System#nanoTime}
     */
    public boolean isMovingSince(long nanoTime) {
        return movedAt.values().stream().allMatch(moved -> moved - nanoTime > 0);
    }

    void begin(UUID room, long nanoTime) {
        movedAt.put(room, nanoTime);
    }

    void tried() {
        tried.increment();
    }

    void acknowledgedMessage(UUID room, long triedAtNanos) {
        acknowledged.increment();
        movedAt.merge(room, triedAtNanos, (one, other) -> one - other > 0 ? one : other);
    }

    void refused() {
        refused.increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    void shown() {
        shown.increment();
    }
}
