package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastStartTests {

    @TempDir Path target;
    private Path cache;

    @BeforeEach
    void createFolder() throws IOException {
        cache = Files.createDirectory(target.resolve("aot")).resolve("room-service.aot");
    }

    private FastStart fastStart(boolean isTraining) {
        return FastStart.besideOf(target.resolve("stack.jar"), isTraining);
    }

    @Test
    void whoTrainsLeavesACacheOfItsKind() {
        assertThat(fastStart(true).options("room-service", false))
                .containsExactly("-XX:AOTCacheOutput=" + cache);
    }

    @Test
    void whatWasTrainedStartsWithItsCache() throws IOException {
        Files.createFile(cache);

        assertThat(fastStart(false).options("room-service", false))
                .containsExactly("-XX:AOTCache=" + cache);
    }

    @Test
    void whatWasNeverTrainedStartsWithout() throws IOException {
        Files.createFile(cache);

        assertThat(fastStart(false).options("kafka", false)).isEmpty();
    }

    @Test
    void theOptimisingCompilerDoesNotHearWhatTheTrainingSaidOfMethods() throws IOException {
        Files.createFile(cache);

        assertThat(fastStart(false).options("room-service", true))
                .contains("-XX:AOTCache=" + cache, "-XX:-AOTReplayTraining");
    }
}
