package io.tertulia.bench;

import io.tertulia.bench.scenarios.Scenarios;
import io.tertulia.bench.systems.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What {@code ./tertulia bench} is asked to measure.
 *
 * @param mostFloors how many times the floor's CPU for a delivery a system of ours may take, each
 *     in the median of its runs; infinite where nobody asks
 */
record Options(
        List<String> scenarios,
        List<Candidate> candidates,
        int runs,
        Path json,
        double mostFloors) {

    private static final List<Candidate> PRESET = List.of(Candidate.TERTULIA);
    private static final int RUNS = 3;
    private static final Path JSON = Path.of("bench.json");
    private static final String OPTIONS = "--systems, --runs, --json, --most-floors";

    /**
     * Understands a command line.
     *
     * @throws IllegalArgumentException that says what there is, if something is not
     */
    static Options of(List<String> arguments) {
        var scenarios = new ArrayList<String>();
        var options = new Options(scenarios, PRESET, RUNS, JSON, Double.POSITIVE_INFINITY);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                scenarios.addAll(Scenarios.names(argument));
            } else if (rest.hasNext()) {
                options = options.with(argument, rest.next());
            } else {
                throw new IllegalArgumentException(argument + " needs a value.");
            }
        }
        if (scenarios.isEmpty()) {
            scenarios.addAll(Scenarios.usual());
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--systems" -> new Options(scenarios, candidates(value), runs, json, mostFloors);
            case "--runs" -> new Options(scenarios, candidates, runs(value), json, mostFloors);
            case "--json" -> new Options(scenarios, candidates, runs, Path.of(value), mostFloors);
            case "--most-floors" ->
                    new Options(scenarios, candidates, runs, json, mostFloors(value));
            default ->
                    throw new IllegalArgumentException(
                            "There is no option %s; there are %s".formatted(option, OPTIONS));
        };
    }

    private static List<Candidate> candidates(String value) {
        return value.equals("all")
                ? List.of(Candidate.values())
                : Arrays.stream(value.split(",", -1)).map(Candidate::of).toList();
    }

    private static int runs(String value) {
        if (!value.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("--runs takes 1 to 99, not \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }

    private static double mostFloors(String value) {
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(
                    "--most-floors takes 1 to 999999, not \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }
}
