package io.tertulia.system;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: with each part in a process of its own, the SIGKILL of any one in mid-conversation loses,
 * repeats and reorders nothing that was acknowledged. Method: a {@link Talk} goes on meanwhile.
 */
class SeparateFaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static TertuliaProcess tertulia;

    @BeforeAll
    static void up() {
        tertulia = TertuliaProcess.up("--separate", "--with", "message-service=2");
    }

    @AfterAll
    static void down() {
        tertulia.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-service-1",
                "message-service-2",
                "realtime-service",
                "kafka",
                "mongo",
                "gateway-service",
                "room-service",
                "presence-service",
                "identity-service"
            })
    void aKilledPartLosesRepeatsAndReordersNothing(String part) throws Exception {
        try (var talk = new Talk(tertulia)) {
            talk.awaitMore(50, PATIENCE);
            tertulia.killPart(part);
            talk.awaitMore(50, PATIENCE);
            tertulia.awaitReady();
            talk.awaitMore(20, PATIENCE);
            talk.finishAndCheck();
        }
    }

    @Test
    void bothWritersKilledAtOnceLoseNothing() throws Exception {
        try (var talk = new Talk(tertulia)) {
            talk.awaitMore(50, PATIENCE);
            tertulia.killPart("message-service-1");
            tertulia.killPart("message-service-2");
            talk.awaitMore(50, PATIENCE);
            talk.finishAndCheck();
        }
        tertulia.awaitReady();
    }
}
