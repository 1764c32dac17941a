package io.tertulia.guarantees.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was broken, and how long it took until everybody got on. */
public final class FaultLog {

    private final Map<FaultKind, List<Duration>> recoveries = new EnumMap<>(FaultKind.class);
    private String last = "none yet";
    private int count;
    private int stuck;

    synchronized void add(FaultKind kind, Duration recovery) {
        recoveries.computeIfAbsent(kind, _ -> new ArrayList<>()).add(recovery);
        count++;
        last = "%s, over after %.1f s".formatted(kind.title(), recovery.toMillis() / 1000.0);
    }

    synchronized void stuck() {
        stuck++;
    }

    /** How many times not every room acknowledged again within minutes. */
    public synchronized int stuckCount() {
        return stuck;
    }

    /** How many faults there were. */
    public synchronized int count() {
        return count;
    }

    /** The last one, for people. */
    public synchronized String last() {
        return last;
    }

    /**
     * One line of the table.
     *
     * @param median of the times until every room acknowledged again
     */
    public record Line(FaultKind kind, int injected, Duration median, Duration longest) {}

    /** A line for each kind that was injected. */
    public synchronized List<Line> lines() {
        return recoveries.entrySet().stream()
                .map(
                        entry -> {
                            List<Duration> sorted =
                                    entry.getValue().stream()
                                            .sorted(Comparator.naturalOrder())
                                            .toList();
                            return new Line(
                                    entry.getKey(),
                                    sorted.size(),
                                    sorted.get(sorted.size() / 2),
                                    sorted.getLast());
                        })
                .toList();
    }
}
