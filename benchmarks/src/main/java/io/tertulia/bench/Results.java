package io.tertulia.bench;

import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was measured, as a table and as JSON. */
final class Results {

    private final List<Result> all = new ArrayList<>();

    private record Result(
            String scenario,
            String system,
            int run,
            Map<String, Double> figures,
            List<String> faults) {}

    void add(String scenario, Candidate candidate, int run, Outcome outcome) {
        all.add(new Result(scenario, candidate.title(), run, outcome.figures(), outcome.faults()));
    }

    /** Whether ours were without fault, which nobody asks of the peers. */
    boolean isSound() {
        return all.stream()
                .allMatch(each -> each.faults.isEmpty() || !each.system.startsWith("Tertulia"));
    }

    /** A table in Markdown of one scenario: medians, and lowest and highest of all runs. */
    String table(String scenario, String title) {
        List<Result> here = all.stream().filter(each -> each.scenario.equals(scenario)).toList();
        Set<String> names = new LinkedHashSet<>();
        here.forEach(each -> names.addAll(each.figures.keySet()));
        Map<String, List<Result>> bySystem =
                here.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Result::system, LinkedHashMap::new, Collectors.toList()));
        var table = new StringBuilder("\n| %s: %s |".formatted(scenario, title));
        names.forEach(name -> table.append(' ').append(name).append(" |"));
        table.append(" faults |\n|---|").append("---|".repeat(names.size() + 1)).append('\n');
        bySystem.forEach(
                (system, runs) -> {
                    table.append("| ").append(system).append(" |");
                    names.forEach(name -> table.append(' ').append(cell(runs, name)).append(" |"));
                    table.append(' ').append(faults(runs)).append(" |\n");
                });
        return table.toString();
    }

    private static String cell(List<Result> runs, String name) {
        double[] values =
                runs.stream()
                        .filter(each -> each.figures.containsKey(name))
                        .mapToDouble(each -> each.figures.getOrDefault(name, 0.0))
                        .sorted()
                        .toArray();
        if (values.length == 0) {
            return "–";
        }
        String median = number((values[(values.length - 1) / 2] + values[values.length / 2]) / 2);
        return values.length == 1
                ? median
                : "%s (%s to %s)"
                        .formatted(median, number(values[0]), number(values[values.length - 1]));
    }

    private static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String faults(List<Result> runs) {
        return runs.stream()
                .flatMap(each -> each.faults.stream())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file, Account.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }
}
