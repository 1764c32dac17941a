package io.tertulia.guarantees.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the mutants fit the code as it is now; what they do, {@code --mutant} shows. */
class MutantsTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String RUN = "Run: ";

    static List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mutants"))) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
        }
    }

    @Test
    void thereIsOneForEachProtectionThatIsSpokenOf() throws IOException {
        String page = Files.readString(ROOT.resolve("docs").resolve("guarantees.md"));

        assertThat(patches()).isNotEmpty();
        assertThat(patches())
                .allSatisfy(patch -> assertThat(page).contains("`" + title(patch) + "`"));
    }

    @ParameterizedTest
    @MethodSource("patches")
    void fitsTheCode(Path patch) throws IOException, InterruptedException {
        Process check =
                new ProcessBuilder(
                                "git", "apply", "--check", "-C1", patch.toAbsolutePath().toString())
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(check.getInputStream().readAllBytes(), UTF_8);

        assertThat(check.waitFor()).as(output).isZero();
    }

    @ParameterizedTest
    @MethodSource("patches")
    void namesARunThatShowsWhatItDoes(Path patch) throws IOException {
        List<String> runs =
                Files.readAllLines(patch).stream().filter(line -> line.startsWith(RUN)).toList();

        assertThat(runs).hasSize(1);
        Options run =
                Options.parse(List.of(runs.getFirst().substring(RUN.length()).split(" ", -1)));
        assertThat(run.shapes()).hasSize(1);
        assertThat(run.shapes().iterator().next().faults()).containsAll(run.only());
    }

    private static String title(Path patch) {
        return patch.getFileName().toString().replace(".patch", "");
    }
}
