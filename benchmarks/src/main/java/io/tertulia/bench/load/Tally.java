package io.tertulia.bench.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What all members were shown together. Latencies count from the moment at which a message was due
 * to be sent, so that a generator or a server that falls behind is not flattered. For the
 * generator's thread only.
 */
final class Tally {

    static final long LONGEST_MICROS = 120_000_000;

    private final long zero = System.nanoTime();
    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private long fromNanos = Long.MAX_VALUE;
    private long toNanos = Long.MAX_VALUE;
    private long deliveries;
    private long receipts;
    private long gaps;
    private long repeats;
    private long strangers;
    private long refusals;
    private String lastRefusal = "";
    private final Map<Integer, Long> closings = new TreeMap<>();
    private @Nullable Course course;

    /** Nanoseconds on the tally's own clock, which begins with it. */
    long nanos() {
        return System.nanoTime() - zero;
    }

    /** Forgets latencies; from now on those of messages due in a window are kept. */
    void watch(long from, long to) {
        micros.reset();
        fromNanos = from;
        toNanos = to;
    }

    /** From now on also keeps how long messages take in the course of time; with null no longer. */
    void follow(@Nullable Course next) {
        course = next;
    }

    void onDelivery(long dueNanos, int skipped) {
        deliveries++;
        gaps += skipped;
        if (dueNanos >= fromNanos && dueNanos < toNanos) {
            micros.recordValue(microsSince(dueNanos));
        }
        if (course != null) {
            course.add(dueNanos, microsSince(dueNanos));
        }
    }

    private long microsSince(long dueNanos) {
        return Math.clamp((nanos() - dueNanos) / 1000, 0, LONGEST_MICROS);
    }

    void onReceipt() {
        receipts++;
    }

    void onRepeat() {
        repeats++;
    }

    void onStranger() {
        strangers++;
    }

    void onRefusal(String text) {
        refusals++;
        lastRefusal = text;
    }

    /** A socket that was in is gone. */
    void onLostSocket(int code) {
        closings.merge(code, 1L, Long::sum);
    }

    Counts counts() {
        return new Counts(
                deliveries,
                receipts,
                gaps,
                repeats,
                strangers,
                refusals,
                lastRefusal,
                Map.copyOf(closings));
    }

    Histogram latencies() {
        return micros.copy();
    }
}
