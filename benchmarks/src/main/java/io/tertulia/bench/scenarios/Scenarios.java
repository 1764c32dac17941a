package io.tertulia.bench.scenarios;

import java.util.LinkedHashMap;
import java.util.Map;

/** All scenarios by the names that the command line knows. */
public final class Scenarios {

    private static final Map<String, Scenario> ALL = all();

    private Scenarios() {}

    private static Map<String, Scenario> all() {
        var all = new LinkedHashMap<String, Scenario>();
        all.put("L", new Steady(20, 25, 200));
        all.put("L10", new Steady(200, 25, 200));
        all.put("F1", new Ladder(1, 200));
        all.put("F10", new Ladder(10, 100));
        all.put("I", new Turns(200));
        all.put("M", new Idle(10_000));
        all.put("H", new History(100_000));
        all.put("up", new Startup());
        return all;
    }

    /** In the order in which they are measured. */
    public static Map<String, Scenario> named() {
        return new LinkedHashMap<>(ALL);
    }

    /**
     * Finds one.
     *
     * @throws IllegalArgumentException that names all, if there is no such
     */
    public static Scenario of(String name) {
        Scenario found = ALL.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no scenario \"%s\"; there are %s"
                            .formatted(name, String.join(", ", ALL.keySet())));
        }
        return found;
    }
}
