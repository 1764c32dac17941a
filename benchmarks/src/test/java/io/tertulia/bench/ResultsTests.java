package io.tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ResultsTests {

    private final Results results = new Results();

    @TempDir Path folder;

    @Test
    void showsMediansAndTheSpreadOfTheRuns() {
        add(Candidate.TERTULIA, 1, Map.of("p99 ms", 30.04));
        add(Candidate.TERTULIA, 2, Map.of("p99 ms", 1234.4));
        add(Candidate.TERTULIA, 3, Map.of("p99 ms", 2.0));

        assertThat(lines())
                .containsExactly(
                        "| L: talk | p99 ms | faults |",
                        "|---|---|---|",
                        "| Tertulia, one process | 30.0 (2.00 to 1,234) |  |");
    }

    @Test
    void showsAMedianBetweenTwoRuns() {
        add(Candidate.TERTULIA, 1, Map.of("p99 ms", 1.0));
        add(Candidate.TERTULIA, 2, Map.of("p99 ms", 2.0));

        assertThat(lines()).contains("| Tertulia, one process | 1.50 (1.00 to 2.00) |  |");
    }

    @Test
    void showsSystemsAndFiguresInTheOrderInWhichTheyCame() {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("p50 ms", 1.0);
        figures.put("max ms", 2.0);
        add(Candidate.FLOOR, 1, figures);
        add(Candidate.TERTULIA, 1, Map.of("MB", 300.0));

        assertThat(lines())
                .containsExactly(
                        "| L: talk | p50 ms | max ms | MB | faults |",
                        "|---|---|---|---|---|",
                        "| floor in C, nothing stored | 1.00 | 2.00 | – |  |",
                        "| Tertulia, one process | – | – | 300 |  |");
    }

    @Test
    void showsEachFaultOnce() {
        add(Candidate.TERTULIA, 1, Map.of(), "1 never shown", "2 sockets lost");
        add(Candidate.TERTULIA, 2, Map.of(), "1 never shown");

        assertThat(lines()).contains("| Tertulia, one process | 1 never shown; 2 sockets lost |");
    }

    @Test
    void showsOnlyTheScenarioThatIsAskedFor() {
        results.add("M", Candidate.TERTULIA, 1, new Outcome(Map.of("kB", 1.0), List.of()));
        add(Candidate.TERTULIA, 1, Map.of("p99 ms", 1.0));

        assertThat(results.table("L", "talk")).doesNotContain("kB");
    }

    @Test
    void isNotSoundWhereNothingWasMeasured() {
        assertThat(results.isSound()).isFalse();
        assertThat(results.has("L")).isFalse();
    }

    @Test
    void isSoundAsLongAsOursIsWithoutFault() {
        add(Candidate.TERTULIA, 1, Map.of());
        add(Candidate.CHANNELS, 1, Map.of(), "1 never shown");
        assertThat(results.isSound()).isTrue();

        add(Candidate.TERTULIA_SEPARATE, 1, Map.of(), "1 never shown");

        assertThat(results.isSound()).isFalse();
    }

    @Test
    void findsWhoCostsMoreThanSoManyTimesTheFloor() {
        cost(Candidate.FLOOR, 2, 4, 90);
        cost(Candidate.TERTULIA, 300, 80, 75);
        cost(Candidate.TERTULIA_SEPARATE, 81, 81, 81);
        cost(Candidate.CHANNELS, 500);

        assertThat(results.tooDear(20))
                .singleElement()
                .asString()
                .contains("Tertulia, separate processes 20 times", "20 are allowed");
        assertThat(results.tooDear(21)).isEmpty();
    }

    @Test
    void doesNotCallCheapWhatCannotBeCompared() {
        cost(Candidate.TERTULIA, 1);

        assertThat(results.tooDear(20)).singleElement().asString().contains("cannot be compared");
        assertThat(results.tooDear(Double.POSITIVE_INFINITY)).isEmpty();
    }

    private void cost(Candidate candidate, double... micros) {
        for (int i = 0; i < micros.length; i++) {
            add(candidate, i + 1, Map.of("CPU µs/delivery", micros[i]));
        }
    }

    @Test
    void writesEveryRun() throws IOException {
        Path file = folder.resolve("bench.json");
        add(Candidate.TERTULIA, 1, Map.of("p99 ms", 1.5));
        add(Candidate.TERTULIA, 2, Map.of(), "1 never shown");

        results.write(file);

        JsonNode written = Account.JSON.readTree(Files.readString(file));
        assertThat(written).hasSize(2);
        assertThat(written.at("/0/system").asString()).isEqualTo("Tertulia, one process");
        assertThat(written.at("/0/figures/p99 ms").asDouble()).isEqualTo(1.5);
        assertThat(written.at("/1/run").asInt()).isEqualTo(2);
        assertThat(written.at("/1/faults/0").asString()).isEqualTo("1 never shown");
    }

    private void add(Candidate candidate, int run, Map<String, Double> figures, String... faults) {
        results.add("L", candidate, run, new Outcome(figures, List.of(faults)));
    }

    private List<String> lines() {
        return results.table("L", "talk").lines().filter(line -> !line.isEmpty()).toList();
    }
}
