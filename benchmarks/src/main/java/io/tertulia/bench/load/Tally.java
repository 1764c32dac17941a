package io.tertulia.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What all members were shown together. Latencies count from the moment at which a message was due
 * to be sent, so that a generator or a server that falls behind is not flattered. For the
 * generator's thread only.
 */
final class Tally {

    private static final long LONGEST_MICROS = 120_000_000;

    private final long zero = System.nanoTime();
    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private long fromNanos = Long.MAX_VALUE;
    private long toNanos = Long.MAX_VALUE;
    private long deliveries;
    private long gaps;
    private long repeats;
    private long strangers;
    private long refusals;
    private long lostSockets;
    private String lastRefusal = "";

    /**
     * All there is at a moment.
     *
     * @param deliveries messages shown, each counted for each socket
     * @param gaps messages that were skipped for somebody
     * @param repeats messages shown again or after a later one
     * @param strangers messages of other rooms
     */
    record Counts(
            long deliveries,
            long gaps,
            long repeats,
            long strangers,
            long refusals,
            long lostSockets,
            String lastRefusal) {}

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

    void onDelivery(long dueNanos, int skipped) {
        deliveries++;
        gaps += skipped;
        if (dueNanos >= fromNanos && dueNanos < toNanos) {
            micros.recordValue(Math.clamp((nanos() - dueNanos) / 1000, 0, LONGEST_MICROS));
        }
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

    void onLostSocket() {
        lostSockets++;
    }

    Counts counts() {
        return new Counts(deliveries, gaps, repeats, strangers, refusals, lostSockets, lastRefusal);
    }

    Histogram latencies() {
        return micros.copy();
    }
}
