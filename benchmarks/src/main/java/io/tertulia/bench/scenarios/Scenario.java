package io.tertulia.bench.scenarios;

import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that is measured, one system at a time. */
public interface Scenario {

    /** What it is about, in a line. */
    String title();

    /** Whether it makes sense for the system. */
    boolean suits(Candidate candidate);

    /** Starts the system, measures once and ends it. */
    Outcome measure(Candidate candidate, Path home) throws IOException;

    /**
     * What came out.
     *
     * @param figures by name and unit, in the order in which they are shown
     * @param faults what went wrong, for humans
     */
    record Outcome(Map<String, Double> figures, List<String> faults) {}
}
