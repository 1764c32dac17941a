package io.tertulia.bench;

import io.tertulia.bench.scenarios.Scenarios;
import io.tertulia.bench.systems.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** What {@code ./tertulia bench} is asked to measure. */
record Options(List<String> scenarios, List<Candidate> candidates, int runs, Path json) {

    /**
     * Understands a command line.
     *
     * @throws IllegalArgumentException that says what there is, if something is not
     */
    static Options of(List<String> arguments) {
        var scenarios = new ArrayList<String>();
        var options = new Options(scenarios, List.of(Candidate.TERTULIA), 3, Path.of("bench.json"));
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
            case "--systems" -> new Options(scenarios, candidates(value), runs, json);
            case "--runs" -> new Options(scenarios, candidates, runs(value), json);
            case "--json" -> new Options(scenarios, candidates, runs, Path.of(value));
            default ->
                    throw new IllegalArgumentException(
                            "There is no option %s; there are --systems, --runs and --json"
                                    .formatted(option));
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
}
