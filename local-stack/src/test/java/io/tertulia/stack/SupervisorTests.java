package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTests {

    @TempDir Path temporary;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<List<String>> notes = new CopyOnWriteArrayList<>();

    @Test
    void startsAgainWhatDiesAndStopsWhatRuns() {
        try (var supervisor = supervisor()) {
            supervisor.keep(part("napper", "sleep 60", Map.of()));
            long first = pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            Awaitility.await().until(() -> pid() != first);
            assertThat(said).anyMatch(line -> line.contains("napper ended with 137"));
            assertThat(ProcessHandle.of(pid())).isPresent();
        }
        assertThat(ProcessHandle.of(pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void givesAPartItsEnvironmentAndItsLog() {
        try (var supervisor = supervisor()) {
            supervisor.keep(part("echo", "echo $GREETING; sleep 60", Map.of("GREETING", "hola")));

            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(Files.readString(temporary.resolve("echo.log")))
                                            .contains("hola"));
        }
    }

    @Test
    void whatKeepsDyingIsStartedEverMoreSlowly() {
        try (var supervisor = supervisor()) {
            supervisor.keep(part("fails", "exit 3", Map.of()));

            Awaitility.await().until(() -> said.size() >= 3);
            assertThat(said.get(0)).contains("0.2 s");
            assertThat(said.get(1)).contains("0.4 s");
            assertThat(said.get(2)).contains("0.8 s");
        }
    }

    /** A full disk, on which no log can be made, for instance. */
    @Test
    void whatCannotBeStartedForAWhileIsTriedUntilItCan() throws IOException {
        Path logs = Files.createDirectory(temporary.resolve("logs"));
        var part =
                new Part(
                        "napper",
                        List.of("sh", "-c", "sleep 60"),
                        Map.of(),
                        logs.resolve("napper.log"),
                        "nowhere");
        try (var supervisor = supervisor()) {
            supervisor.keep(part);
            long first = pid();
            Files.delete(logs.resolve("napper.log"));
            Files.delete(logs);

            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Awaitility.await()
                    .until(
                            () ->
                                    said.stream()
                                            .anyMatch(line -> line.contains("cannot be started")));

            Files.createDirectory(logs);
            Awaitility.await().until(() -> pid() != first);
        }
    }

    private Supervisor supervisor() {
        return new Supervisor(Clock.systemUTC(), Duration.ofSeconds(20), said::add, notes::add);
    }

    private Part part(String name, String script, Map<String, String> environment) {
        return new Part(
                name,
                List.of("sh", "-c", script),
                environment,
                temporary.resolve(name + ".log"),
                "nowhere");
    }

    private long pid() {
        return Long.parseLong(notes.getLast().getFirst().split(" ", -1)[1]);
    }
}
