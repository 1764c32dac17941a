package io.tertulia.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long each kind of request took in each of several places, on one thread. */
final class Timings {

    private static final String LINE = System.lineSeparator();

    private final Map<String, Map<String, Histogram>> microseconds = new LinkedHashMap<>();

    /** Something to time. */
    interface Request {
        void send() throws Exception;
    }

    void time(String kind, String place, Request request) throws Exception {
        long start = System.nanoTime();
        request.send();
        microseconds
                .computeIfAbsent(kind, _ -> new LinkedHashMap<>())
                .computeIfAbsent(place, _ -> new Histogram(120_000_000, 3))
                .recordValue((System.nanoTime() - start) / 1000);
    }

    /** Forgets what was timed so far. */
    void clear() {
        microseconds.clear();
    }

    /**
     * A heading, and a line for each kind: the percentiles in each place, and the last place
     * against the first.
     */
    String table(String... places) {
        var heading = new StringBuilder("%-30s".formatted("p50 / p99 in ms"));
        for (String place : places) {
            heading.append("%-16s".formatted(place));
        }
        return microseconds.entrySet().stream()
                .map(kind -> "%-30s%s".formatted(kind.getKey(), row(kind.getValue(), places)))
                .collect(Collectors.joining(LINE, heading + "last / first" + LINE, ""));
    }

    private static String row(Map<String, Histogram> byPlace, String... places) {
        var row = new StringBuilder();
        for (String place : places) {
            row.append("%-16s".formatted(percentiles(byPlace.get(place))));
        }
        Histogram first = byPlace.get(places[0]);
        Histogram last = byPlace.get(places[places.length - 1]);
        return first == null || last == null
                ? row.toString()
                : row + "x%.2f".formatted(ratio(first, last));
    }

    private static double ratio(Histogram first, Histogram last) {
        return (double) last.getValueAtPercentile(50) / Math.max(1, first.getValueAtPercentile(50));
    }

    private static String percentiles(@Nullable Histogram histogram) {
        return histogram == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f / %.1f",
                        Objects.requireNonNull(histogram).getValueAtPercentile(50) / 1000.0,
                        histogram.getValueAtPercentile(99) / 1000.0);
    }
}
