package io.tertulia.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long messages took in the course of time, by when they were due: spans of it can be compared
 * afterwards. Moments are on the clock of the conversation. Confined to the generator's thread
 * until the talk is over.
 */
public final class Course {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int IN_A_ROW = 3;

    private final List<Shown> all = new ArrayList<>();

    private record Shown(long dueNanos, long micros) {}

    void add(long dueNanos, long micros) {
        all.add(new Shown(dueNanos, micros));
    }

    /** A percentile of what was due in a span, in milliseconds. */
    public double millis(double percentile, long from, long to) {
        return between(from, to).getValueAtPercentile(percentile) / 1000.0;
    }

    private Histogram between(long from, long to) {
        var micros = new Histogram(Tally.LONGEST_MICROS, 3);
        for (Shown each : all) {
            if (each.dueNanos >= from && each.dueNanos < to) {
                micros.recordValue(each.micros);
            }
        }
        return micros;
    }

    /** The slowest hundredth of the slowest whole second in a span, in milliseconds. */
    public double slowestSecondMillis(long from, long to) {
        double slowest = 0;
        for (long second = from; second + SECOND <= to; second += SECOND) {
            slowest = Math.max(slowest, millis(99, second, second + SECOND));
        }
        return slowest;
    }

    /**
     * After how many seconds of a span the slowest hundredth of a second took no longer than so
     * many milliseconds, for three seconds in a row; nothing if there were no such three.
     */
    public OptionalDouble secondsUntil(double millis, long from, long to) {
        int inARow = 0;
        for (int i = 0; from + (i + 1) * SECOND <= to; i++) {
            Histogram micros = between(from + i * SECOND, from + (i + 1) * SECOND);
            // Where nothing was shown, nothing is well.
            boolean isMet =
                    micros.getTotalCount() > 0 && micros.getValueAtPercentile(99) <= millis * 1000;
            inARow = isMet ? inARow + 1 : 0;
            if (inARow == IN_A_ROW) {
                return OptionalDouble.of(i + 1.0 - IN_A_ROW);
            }
        }
        return OptionalDouble.empty();
    }
}
