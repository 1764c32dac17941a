package io.tertulia.bench.scenarios;

import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * From the command to ready, on an empty data folder, with the presets of {@code ./tertulia up}.
 */
record Startup() implements Scenario {

    private static final double MEBIBYTE = 1024 * 1024;

    @Override
    public String title() {
        return "./tertulia up, built, to ready";
    }

    @Override
    public boolean suits(Candidate candidate) {
        return candidate.isTertulia();
    }

    @Override
    public Outcome measure(Candidate candidate, Path home) throws IOException {
        long start = System.nanoTime();
        try (Tertulia started = candidate.startWithPresets(home)) {
            var figures = new LinkedHashMap<String, Double>();
            figures.put("s to ready", (System.nanoTime() - start) / 1e9);
            figures.put("MB", started.processes().memoryBytes() / MEBIBYTE);
            return new Outcome(figures, List.of());
        }
    }
}
