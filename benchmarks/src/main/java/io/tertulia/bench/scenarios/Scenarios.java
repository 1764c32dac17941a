package io.tertulia.bench.scenarios;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All scenarios by the names that the command line knows. */
public final class Scenarios {

    private static final String GROUP = "overload";
    private static final Map<String, Scenario> USUAL = usualOnes();
    private static final Map<String, Scenario> OVERLOAD = overload();

    private static final Map<String, Scenario> SPECIAL = special();

    private Scenarios() {}

    private static Map<String, Scenario> usualOnes() {
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

    /** Measured when they are asked for, since each is about one question. */
    private static Map<String, Scenario> special() {
        var all = new LinkedHashMap<String, Scenario>();
        all.put("instances", new Instances(200, 5, 200));
        // What continuous integration compares with the floor.
        all.put("guard", new Steady(10, 100, 200));
        return all;
    }

    /** Ours only, and long: measured when they are asked for. */
    private static Map<String, Scenario> overload() {
        var all = new LinkedHashMap<String, Scenario>();
        all.put("slow-readers", new Overload(SlowReaders.TITLE, SlowReaders::prepare));
        all.put("herd", new Overload(Herd.TITLE, Herd::prepare));
        all.put("fast-sender", new Overload(FastSender.TITLE, FastSender::prepare));
        all.put("burst", new Overload(Burst.TITLE, Burst::prepare));
        return all;
    }

    /** What is measured where nothing is named, in this order. */
    public static List<String> usual() {
        return List.copyOf(USUAL.keySet());
    }

    /**
     * What a word on the command line stands for: a scenario, or a group of them.
     *
     * @throws IllegalArgumentException that names all, if there is no such
     */
    public static List<String> names(String word) {
        if (word.equals(GROUP)) {
            return List.copyOf(OVERLOAD.keySet());
        }
        of(word);
        return List.of(word);
    }

    /**
     * Finds one.
     *
     * @throws IllegalArgumentException that names all, if there is no such
     */
    public static Scenario of(String name) {
        return Stream.of(USUAL, SPECIAL, OVERLOAD)
                .flatMap(group -> Stream.ofNullable(group.get(name)))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "There is no scenario \"%s\"; there are %s, %s, and %s: %s"
                        .formatted(
                                name,
                                String.join(", ", USUAL.keySet()),
                                String.join(", ", SPECIAL.keySet()),
                                GROUP,
                                String.join(", ", OVERLOAD.keySet())));
    }
}
