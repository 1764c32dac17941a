package io.tertulia.guarantees.checker;

import java.util.List;
import java.util.Map;

/**
 * What the checker found.
 *
 * @param counts of violations, by kind; kinds without one are left out
 * @param examples some violations of each kind, the first that were found
 * @param tally how much was looked at
 */
public record Verdict(Map<Violation.Kind, Long> counts, List<Violation> examples, Tally tally) {

    public Verdict {
        counts = Map.copyOf(counts);
        examples = List.copyOf(examples);
    }

    /**
     * How much a history holds.
     *
     * @param tried deeds that were asked for, each counted once
     * @param acknowledged deeds with an ack, a 200 or a 201
     * @param messages of these, messages that were sent
     * @param refused deeds that were refused and never acknowledged
     * @param unknown deeds with neither
     * @param shown frames of the log that sockets were shown
     * @param published records of the public topic
     */
    public record Tally(
            long tried,
            long acknowledged,
            long messages,
            long refused,
            long unknown,
            long shown,
            long published) {

        /** Nothing. */
        public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0);

        /** Both together. */
        public Tally plus(Tally other) {
            return new Tally(
                    tried + other.tried,
                    acknowledged + other.acknowledged,
                    messages + other.messages,
                    refused + other.refused,
                    unknown + other.unknown,
                    shown + other.shown,
                    published + other.published);
        }
    }

    /** Whether every promise was kept. */
    public boolean isKept() {
        return counts.isEmpty();
    }

    /** All violations together. */
    public long violations() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
