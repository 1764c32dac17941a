package io.tertulia.guarantees.run;

import io.tertulia.guarantees.checker.Verdict;
import io.tertulia.guarantees.checker.Violation;
import io.tertulia.guarantees.faults.FaultKind;
import io.tertulia.guarantees.faults.FaultLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The table at the end of a run. */
final class Report {

    private Report() {}

    /** The lines to print. */
    static List<String> of(List<Stage.Outcome> outcomes) {
        var lines = new ArrayList<String>();
        outcomes.forEach(outcome -> lines.addAll(of(outcome)));
        Verdict.Tally all =
                outcomes.stream()
                        .map(outcome -> outcome.verdict().tally())
                        .reduce(Verdict.Tally.NOTHING, Verdict.Tally::plus);
        lines.addAll(kinds(outcomes));
        lines.add(tally("All together", all));
        lines.add("%d violations".formatted(violations(outcomes)));
        return lines;
    }

    private static long violations(List<Stage.Outcome> outcomes) {
        return outcomes.stream().mapToLong(outcome -> outcome.verdict().violations()).sum();
    }

    private static List<String> of(Stage.Outcome outcome) {
        var lines = new ArrayList<String>();
        lines.add(tally(outcome.shape().title(), outcome.verdict().tally()));
        lines.add(row("fault", "injected", "p50", "max"));
        for (FaultLog.Line line : outcome.faults().lines()) {
            lines.add(
                    row(
                            line.kind().meaning(),
                            Integer.toString(line.injected()),
                            seconds(line.median()),
                            seconds(line.longest())));
        }
        if (!outcome.isAnswered()) {
            lines.add("  Some requests came to no end, though all was whole again.");
        }
        if (outcome.faults().stuckCount() > 0) {
            lines.add(
                    "  %d times a room acknowledged nothing for minutes after a fault."
                            .formatted(outcome.faults().stuckCount()));
        }
        new TreeMap<>(outcome.verdict().counts())
                .forEach((kind, count) -> lines.add(violation(kind, count)));
        outcome.verdict()
                .examples()
                .forEach(each -> lines.add("    %s: %s".formatted(each.kind(), each.text())));
        lines.add("");
        return lines;
    }

    /** How often each kind of fault came, in whatever shape. */
    private static List<String> kinds(List<Stage.Outcome> outcomes) {
        var counts = new TreeMap<FaultKind, Integer>();
        outcomes.forEach(
                outcome ->
                        outcome.faults()
                                .lines()
                                .forEach(
                                        line ->
                                                counts.merge(
                                                        line.kind(),
                                                        line.injected(),
                                                        Integer::sum)));
        return List.of(
                "Faults: %d of %d kinds, the rarest %d times"
                        .formatted(
                                counts.values().stream().mapToInt(Integer::intValue).sum(),
                                counts.size(),
                                counts.values().stream()
                                        .mapToInt(Integer::intValue)
                                        .min()
                                        .orElse(0)));
    }

    private static String violation(Violation.Kind kind, long count) {
        return "  VIOLATED %d times: %s (%s)".formatted(count, kind.meaning(), kind);
    }

    private static String tally(String name, Verdict.Tally tally) {
        return String.format(
                Locale.ROOT,
                "%s: tried %,d, acknowledged %,d (%,d messages), refused %,d, unknown %,d;"
                        + " sockets saw %,d changes, the topic has %,d events",
                name,
                tally.tried(),
                tally.acknowledged(),
                tally.messages(),
                tally.refused(),
                tally.unknown(),
                tally.shown(),
                tally.published());
    }

    private static String row(String first, String second, String third, String fourth) {
        return "  %-48s %9s %9s %9s".formatted(first, second, third, fourth);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
