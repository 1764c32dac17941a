package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: whoever is cut off by a part that stops is told when to come back (1012), each at a moment
 * of its own, and misses nothing. Method: SIGTERM under load.
 */
class DrainIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROOMS = 12;
    private static final int SOCKETS_OF_A_ROOM = 4;
    private static final long SPREAD_MILLIS = 10_000;

    private static TertuliaProcess tertulia;

    @BeforeAll
    static void up() {
        tertulia = TertuliaProcess.up("--separate", "--with", "realtime-service=2");
    }

    @AfterAll
    static void down() {
        tertulia.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"realtime-service-1", "realtime-service-2", "gateway-service"})
    void tellsEverybodyWhenToComeBackAndNobodyMissesAnything(String part) throws Exception {
        var person = Person.register(tertulia, "drained");
        List<ChatSocket> sockets = new ArrayList<>();
        try (var talk = new Talk(tertulia)) {
            for (int room = 0; room < ROOMS; room++) {
                String id = person.createRoom("Room " + room);
                for (int i = 0; i < SOCKETS_OF_A_ROOM; i++) {
                    ChatSocket socket = person.open(id);
                    socket.await("ready");
                    sockets.add(socket);
                }
            }
            talk.awaitMore(50, PATIENCE);

            tertulia.stopPart(part);

            Awaitility.await(part + " has closed its sockets")
                    .atMost(PATIENCE)
                    .until(() -> sockets.stream().anyMatch(socket -> !socket.isOpen()));
            talk.awaitMore(50, PATIENCE);
            tertulia.awaitReady();
            check(sockets, part);
            talk.finishAndCheck();
        } finally {
            sockets.forEach(ChatSocket::close);
        }
    }

    private static void check(List<ChatSocket> sockets, String part) throws Exception {
        List<ChatSocket> closed = sockets.stream().filter(socket -> !socket.isOpen()).toList();
        if (part.equals("gateway-service")) {
            assertThat(closed).hasSameSizeAs(sockets);
        }
        List<Long> delays = new ArrayList<>();
        for (ChatSocket socket : closed) {
            assertThat(socket.closed().get(1, TimeUnit.SECONDS)).isEqualTo(1012);
            delays.add(Long.parseLong(socket.closeReason()));
        }
        assertThat(delays).allMatch(delay -> delay >= 0 && delay <= SPREAD_MILLIS);
        assertThat(new HashSet<>(delays)).hasSizeGreaterThan(delays.size() / 2);
    }
}
