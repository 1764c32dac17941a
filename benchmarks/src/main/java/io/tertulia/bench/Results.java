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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was measured, as a table and as JSON. */
final class Results {

    private static final String CPU = "CPU µs/delivery";

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

    /** Whether anything was measured of a scenario. */
    boolean has(String scenario) {
        return all.stream().anyMatch(each -> each.scenario.equals(scenario));
    }

    /**
     * Whether anything was measured, and ours were without fault, which nobody asks of the peers.
     */
    boolean isSound() {
        return !all.isEmpty()
                && all.stream()
                        .allMatch(
                                each ->
                                        each.faults.isEmpty()
                                                || !each.system.startsWith("Tertulia"));
    }

    /**
     * Where ours cost more than they may, in words.
     *
     * @param mostFloors how many times what a delivery costs the floor, in the same scenario
     */
    List<String> tooDear(double mostFloors) {
        return all.stream()
                .filter(each -> each.system.startsWith("Tertulia"))
                .map(each -> tooDear(each.scenario, each.system, mostFloors))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Optional<String> tooDear(String scenario, String system, double mostFloors) {
        double[] ours = values(scenario, system, CPU);
        double[] floor = values(scenario, Candidate.FLOOR.title(), CPU);
        if (ours.length == 0 || floor.length == 0) {
            return Double.isInfinite(mostFloors)
                    ? Optional.empty()
                    : Optional.of("%s: %s cannot be compared".formatted(scenario, system));
        }
        double floors = median(ours) / median(floor);
        return floors <= mostFloors
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%s: a delivery costs %s %.0f times what it costs the floor;"
                                        + " %.0f are allowed",
                                scenario,
                                system,
                                floors,
                                mostFloors));
    }

    private double[] values(String scenario, String system, String figure) {
        return values(
                all.stream()
                        .filter(
                                each ->
                                        each.scenario.equals(scenario)
                                                && each.system.equals(system))
                        .toList(),
                figure);
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
        double[] values = values(runs, name);
        if (values.length == 0) {
            return "–";
        }
        String median = number(median(values));
        return values.length == 1
                ? median
                : "%s (%s to %s)"
                        .formatted(median, number(values[0]), number(values[values.length - 1]));
    }

    /** In ascending order. */
    private static double[] values(List<Result> runs, String name) {
        return runs.stream()
                .filter(each -> each.figures.containsKey(name))
                .mapToDouble(each -> each.figures.getOrDefault(name, 0.0))
                .sorted()
                .toArray();
    }

    private static double median(double[] ascending) {
        return (ascending[(ascending.length - 1) / 2] + ascending[ascending.length / 2]) / 2;
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
