package io.tertulia.guarantees.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.guarantees.faults.FaultKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

    @Test
    void withoutOptionsItIsTenMinutesOfEverything() {
        Options options = Options.parse(List.of());

        assertThat(options.time()).isEqualTo(Duration.ofMinutes(10));
        assertThat(options.shapes()).containsExactly(Shape.values());
        assertThat(options.only()).containsExactly(FaultKind.values());
    }

    @Test
    void takesSomeShapesAndSomeFaults() {
        Options options =
                Options.parse(
                        List.of(
                                "--minutes", "3",
                                "--seed", "17",
                                "--shape", "one-process,cluster",
                                "--only", "kill-all,lose-broker"));

        assertThat(options.time()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.seed()).isEqualTo(17);
        assertThat(options.shapes()).containsExactly(Shape.CLUSTER, Shape.ONE_PROCESS);
        assertThat(options.only()).containsExactly(FaultKind.LOSE_BROKER, FaultKind.KILL_ALL);
    }

    @Test
    void everyFaultCanBeInjectedInSomeShape() {
        assertThat(
                        Arrays.stream(Shape.values())
                                .flatMap(shape -> shape.faults().stream())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void theShapesShareTheTime() {
        assertThat(Arrays.stream(Shape.values()).mapToDouble(Shape::share).sum()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --minutes          | --minutes needs a value
                    --minutes 0        | --minutes takes a number from 1
                    --minutes long     | --minutes takes a number from 1
                    --shape round      | --shape takes some of [two-of-each
                    --only earthquake  | --only takes some of [kill-message
                    --loud yes         | Unknown option --loud
                    """)
    void namesWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(Options.BadOption.class)
                .hasMessageContaining(message);
    }
}
