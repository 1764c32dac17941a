package io.tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.bench.scenarios.Scenario;
import io.tertulia.bench.scenarios.Scenarios;
import io.tertulia.bench.systems.Candidate;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void measuresTheUsualThreeTimesWhereNothingIsSaid() {
        assertThat(options())
                .isEqualTo(
                        new Options(
                                List.of("L", "L10", "F1", "F10", "I", "M", "H", "up"),
                                List.of(Candidate.TERTULIA),
                                3,
                                Path.of("bench.json"),
                                Double.POSITIVE_INFINITY));
    }

    @Test
    void measuresWhatIsNamedInThatOrder() {
        var options =
                options(
                        "H",
                        "--runs",
                        "12",
                        "L",
                        "--systems",
                        "floor,tertulia",
                        "--most-floors",
                        "40",
                        "--json",
                        "x.json");

        assertThat(options)
                .isEqualTo(
                        new Options(
                                List.of("H", "L"),
                                List.of(Candidate.FLOOR, Candidate.TERTULIA),
                                12,
                                Path.of("x.json"),
                                40));
    }

    @Test
    void knowsAGroupAndItsScenarios() {
        assertThat(options("overload").scenarios())
                .containsExactly("slow-readers", "herd", "fast-sender", "burst");
        assertThat(options("burst").scenarios()).containsExactly("burst");
    }

    @Test
    void overloadsOursOnly() {
        List<Candidate> ours = List.of(Candidate.TERTULIA, Candidate.TERTULIA_SEPARATE);
        for (String name : Scenarios.names("overload")) {
            Scenario scenario = Scenarios.of(name);

            assertThat(Stream.of(Candidate.values()).filter(scenario::suits).toList())
                    .isEqualTo(ours);
            assertThat(scenario.title()).isNotBlank();
        }
    }

    @Test
    void measuresAllSystems() {
        assertThat(options("--systems", "all").candidates()).containsExactly(Candidate.values());
    }

    @Test
    void namesAllScenariosWhereOneIsUnknown() {
        assertThatRefusing("l10")
                .hasMessage(
                        "There is no scenario \"l10\"; there are L, L10, F1, F10, I, M, H, up,"
                                + " instances, guard, and overload: slow-readers, herd,"
                                + " fast-sender, burst");
    }

    @Test
    void namesAllSystemsWhereOneIsUnknown() {
        assertThatRefusing("--systems", "tertulia,irc")
                .hasMessageStartingWith("There is no system \"irc\"; there are tertulia, ")
                .hasMessageContaining("channels-two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100", "many", "", "1.5"})
    void saysHowManyRunsThereMayBe(String runs) {
        assertThatRefusing("--runs", runs)
                .hasMessage("--runs takes 1 to 99, not \"%s\"".formatted(runs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "1.5", "many", ""})
    void saysHowManyFloorsThereMayBe(String floors) {
        assertThatRefusing("--most-floors", floors)
                .hasMessage("--most-floors takes 1 to 999999, not \"%s\"".formatted(floors));
    }

    @Test
    void saysThatAnOptionNeedsAValue() {
        assertThatRefusing("L", "--json").hasMessage("--json needs a value.");
    }

    @Test
    void namesAllOptionsWhereOneIsUnknown() {
        assertThatRefusing("--fast", "yes")
                .hasMessage(
                        "There is no option --fast; there are "
                                + "--systems, --runs, --json, --most-floors");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatRefusing(
            String... arguments) {
        return assertThatThrownBy(() -> options(arguments))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Options options(String... arguments) {
        return Options.of(List.of(arguments));
    }
}
