package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a disk that is full or cannot be written is named, stops everything or keeps it from
 * starting, and costs nothing that was acknowledged. Method: a small file system of its own. Where
 * none can be mounted this is skipped; what the two servers do is tested everywhere, by a limit on
 * their files ({@code KafkaFullDiskTests}, {@code MongoFullDiskTests}).
 */
class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BLOCK_BYTES = 64 * 1024;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createTempDirectory("tertulia-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=420m", "tmpfs", disk.toString());
        Assumptions.assumeTrue(mounted, "skipped: this machine lets nobody mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void aDiskThatIsFullAtTheStartIsNamed() throws Exception {
        fill();

        var ended = up();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains(disk.toString(), "0 MB left", "Make room", "--data")
                .doesNotContain("Exception");
    }

    @Test
    void aReadOnlyFolderIsNamed() throws Exception {
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();

        var ended = up();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains(disk.toString(), "Read-only file system", "Make it writable", "--data")
                .doesNotContain("Exception");
    }

    /** To the last byte at once: the servers run into it before anybody has looked. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--separate"})
    void aDiskThatBecomesFullStopsEverythingAndCostsNothing(String shape) throws Exception {
        String[] options = shape.isEmpty() ? new String[0] : new String[] {shape};
        try (var tertulia = TertuliaProcess.on(disk, Map.of(), options);
                var talk = new Talk(tertulia)) {
            talk.awaitMore(100, PATIENCE);

            fill();
            assertThat(tertulia.awaitEnd()).isEqualTo(1);
            assertThat(tertulia.output()).containsIgnoringCase("make room");

            Files.delete(disk.resolve("filler"));
            tertulia.restart();
            talk.awaitMore(50, PATIENCE);
            talk.finishAndCheck();
        }
    }

    private TertuliaProcess.Ended up() throws Exception {
        return TertuliaProcess.run(
                List.of(
                        "--port",
                        Integer.toString(TertuliaProcess.freePort()),
                        "--data",
                        disk.toString()));
    }

    private void fill() throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static boolean run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
