package io.tertulia.guarantees.checker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects violations: counts all, and keeps some of each kind. */
final class Findings {

    private static final int EXAMPLES = 20;

    private final Map<Violation.Kind, Long> counts = new EnumMap<>(Violation.Kind.class);
    private final List<Violation> examples = new ArrayList<>();

    void add(Violation.Kind kind, String text) {
        if (counts.merge(kind, 1L, Long::sum) <= EXAMPLES) {
            examples.add(new Violation(kind, text));
        }
    }

    Map<Violation.Kind, Long> counts() {
        return counts;
    }

    List<Violation> examples() {
        return examples;
    }
}
