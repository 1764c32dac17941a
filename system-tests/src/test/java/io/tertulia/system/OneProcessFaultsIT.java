package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: the one process may end in any way, and what was acknowledged is found again. */
class OneProcessFaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aKilledProcessLosesNothingAndACleanStopLeavesNothingRunning() throws Exception {
        try (var tertulia = TertuliaProcess.up();
                var talk = new Talk(tertulia)) {
            talk.awaitMore(100, PATIENCE);
            tertulia.kill();
            tertulia.restart();
            talk.awaitMore(50, PATIENCE);
            tertulia.kill();
            tertulia.restart();
            talk.awaitMore(50, PATIENCE);
            talk.finishAndCheck();

            assertThat(tertulia.stop()).isEqualTo(143);
            assertThat(Files.exists(tertulia.data().resolve("running"))).isFalse();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var ended =
                    TertuliaProcess.run(
                            List.of(
                                    "--port",
                                    Integer.toString(taken.getLocalPort()),
                                    "--data",
                                    Files.createTempDirectory("tertulia-port").toString()));

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("Port " + taken.getLocalPort() + " is taken")
                    .contains("--port")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aDataFolderInUseIsNamed() throws Exception {
        TertuliaProcess tertulia = SharedTertulia.get();

        var ended =
                TertuliaProcess.run(
                        List.of(
                                "--port",
                                Integer.toString(TertuliaProcess.freePort()),
                                "--data",
                                tertulia.data().toString()));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("in use")
                .contains("--data")
                .doesNotContain("Exception");
        assertThat(tertulia.isReady()).isTrue();
    }

    @Test
    void anUnknownOptionIsNamed() throws Exception {
        var ended = TertuliaProcess.run(List.of("--prot", "8080"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("--prot").contains("--help");
    }
}
