package io.tertulia.bench;

import io.tertulia.bench.scenarios.Scenario;
import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.scenarios.Scenarios;
import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures Tertulia and its peers side by side: {@code ./tertulia bench}. Each run of each scenario
 * starts its system anew, and the systems take turns, so that what else the machine does in the
 * meantime falls on all of them.
 */
public final class Bench {

    private final Path home;
    private final List<String> scenarios = new ArrayList<>();
    private List<Candidate> candidates = List.of(Candidate.TERTULIA);
    private int runs = 3;
    private Path json = Path.of("bench.json");

    private Bench(Path home) {
        this.home = home;
    }

    /** Prints progress and a table, and writes a JSON file; status 1 where something went wrong. */
    public static void main(String[] arguments) throws IOException {
        var bench = new Bench(Path.of(System.getProperty("tertulia.home", ".")).toAbsolutePath());
        try {
            bench.read(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("tertulia: " + e.getMessage());
            System.exit(2);
        }
        System.exit(bench.measure() ? 0 : 1);
    }

    private void read(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                Scenarios.of(argument);
                scenarios.add(argument);
            } else if (rest.hasNext()) {
                set(argument, rest.next());
            } else {
                throw new IllegalArgumentException(argument + " needs a value.");
            }
        }
        if (scenarios.isEmpty()) {
            scenarios.addAll(Scenarios.named().keySet());
        }
    }

    private void set(String option, String value) {
        switch (option) {
            case "--systems" -> candidates = candidates(value);
            case "--runs" -> runs = runs(value);
            case "--json" -> json = Path.of(value);
            default ->
                    throw new IllegalArgumentException(
                            "There is no option %s; there are --systems, --runs and --json"
                                    .formatted(option));
        }
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

    private boolean measure() throws IOException {
        var results = new Results();
        for (String name : scenarios) {
            Scenario scenario = Scenarios.of(name);
            System.err.printf("%s: %s%n", name, scenario.title());
            for (int run = 1; run <= runs; run++) {
                for (Candidate candidate : candidates) {
                    if (scenario.suits(candidate)) {
                        results.add(name, candidate, run, measure(scenario, candidate, run));
                    }
                }
            }
            System.out.println(results.table(name, scenario.title()));
            results.write(json);
        }
        System.err.println("All figures are in " + json);
        return results.isSound();
    }

    private Outcome measure(Scenario scenario, Candidate candidate, int run) {
        System.err.printf("  %s, run %d of %d%n", candidate.title(), run, runs);
        Outcome outcome;
        try {
            outcome = scenario.measure(candidate, home);
        } catch (IOException e) {
            outcome = new Outcome(Map.of(), List.of(String.valueOf(e.getMessage())));
        }
        var line = new StringBuilder();
        outcome.figures()
                .forEach(
                        (name, value) ->
                                line.append(String.format(Locale.ROOT, "  %s %.2f", name, value)));
        outcome.faults().forEach(fault -> line.append("  ! ").append(fault));
        System.err.println("   " + line);
        return outcome;
    }
}
