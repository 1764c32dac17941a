package io.tertulia.bench;

import io.tertulia.bench.scenarios.Scenario;
import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.scenarios.Scenarios;
import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures Tertulia and its peers side by side: {@code ./tertulia bench}. Each run of each scenario
 * starts its system anew, and the systems take turns, so that what else the machine does in the
 * meantime falls on all of them.
 */
public final class Bench {

    private final Path home;
    private final Options options;

    private Bench(Path home, Options options) {
        this.home = home;
        this.options = options;
    }

    /** Prints progress and a table, and writes a JSON file; status 1 where something went wrong. */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(System.getProperty("tertulia.home", ".")).toAbsolutePath();
        int status = 2;
        try {
            var options = Options.of(List.of(arguments));
            status = new Bench(home, options).measure() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("tertulia: " + e.getMessage());
        }
        System.exit(status);
    }

    private boolean measure() throws IOException {
        var results = new Results();
        for (String name : options.scenarios()) {
            Scenario scenario = Scenarios.of(name);
            System.err.printf("%s: %s%n", name, scenario.title());
            for (int run = 1; run <= options.runs(); run++) {
                for (Candidate candidate : options.candidates()) {
                    if (scenario.suits(candidate)) {
                        results.add(name, candidate, run, measure(scenario, candidate, run));
                    }
                }
            }
            if (results.has(name)) {
                System.out.println(results.table(name, scenario.title()));
            } else {
                System.err.println("  ! nothing to measure here; it is for " + suited(scenario));
            }
            results.write(options.json());
        }
        System.err.println("All figures are in " + options.json());
        List<String> tooDear = results.tooDear(options.mostFloors());
        tooDear.forEach(each -> System.err.println("! " + each));
        return results.isSound() && tooDear.isEmpty();
    }

    private static String suited(Scenario scenario) {
        return "--systems "
                + Stream.of(Candidate.values())
                        .filter(scenario::suits)
                        .map(Candidate::option)
                        .collect(Collectors.joining(","));
    }

    private Outcome measure(Scenario scenario, Candidate candidate, int run) {
        System.err.printf("  %s, run %d of %d%n", candidate.title(), run, options.runs());
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
