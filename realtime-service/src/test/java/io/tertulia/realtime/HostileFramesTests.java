package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.User;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import io.tertulia.test.frames.ContentCases;
import io.tertulia.test.frames.FrameCase;
import io.tertulia.test.frames.ProtocolCases;
import io.tertulia.test.frames.RandomFrames;
import io.tertulia.test.frames.WireSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Goal: whatever bytes a client sends, it is told what was wrong by the code that the RFC names or
 * by an error, a socket that can live lives, and others miss nothing meanwhile. Other random frames
 * than each build's: {@code -Dframes.seed=7 -Dframes.seconds=600}.
 */
class HostileFramesTests extends RealtimeTest {

    private static final long SEED = Long.getLong("frames.seed", 20_261_125);
    private static final Duration RANDOM_FRAMES =
            Duration.ofSeconds(Long.getLong("frames.seconds", 10));
    private static final int PINGS = 3_000;

    private final User alice = People.someone("Alice");
    private final MiniRoom room = messages.room(alice);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Autowired private MeterRegistry meters;

    private SocketClient witness;
    private double faults;

    @BeforeEach
    void watch() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root().addAppender(log);
        faults = closes("server_fault");
        witness = SocketClient.open(port(), alice, room.id());
    }

    @AfterEach
    void othersMissedNothingAndNothingIsLeft() {
        long head = messages.say(room, alice, "last").message().seq();
        await().until(() -> witness.seqs().contains(head));
        assertThat(witness.seqs())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
        witness.close();
        await().until(() -> meters.get("chat.realtime.sockets").gauge().value() == 0);
        root().detachAppender(log);
        assertThat(log.list)
                .filteredOn(
                        line ->
                                line.getLevel().isGreaterOrEqual(Level.ERROR)
                                        || line.getThrowableProxy() != null)
                .isEmpty();
        assertThat(closes("server_fault")).isEqualTo(faults);
    }

    static Stream<FrameCase> cases() {
        return Stream.concat(ProtocolCases.all(), ContentCases.all());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheTableSays(FrameCase each) {
        try (WireSocket socket = ready()) {
            each.play(socket);
            messages.say(room, alice, "meanwhile");
        }
    }

    @Test
    void survivesRandomFrames() {
        System.out.println("frames.seed=" + SEED);
        int sockets =
                new RandomFrames(SEED)
                        .throwAt(
                                this::ready,
                                () -> messages.say(room, alice, "meanwhile"),
                                RANDOM_FRAMES);

        assertThat(sockets).isPositive();
    }

    @Test
    void closesWhoFloodsItWithPings() {
        List<byte[]> pings = ProtocolCases.pingFlood(PINGS);
        try (WireSocket socket = ready()) {
            assertThat(socket.flood(pings)).isEqualTo(4429);
        }
    }

    /** A socket of somebody who has none yet, so that no bound on sockets is met. */
    private WireSocket ready() {
        User bob = People.someone("Bob");
        room.add(bob);
        WireSocket socket =
                WireSocket.open(
                        port(),
                        "/ws/chat/" + room.id() + "/",
                        "Authorization: Bearer " + TestIssuer.shared().token(bob));
        socket.awaitText("\"ready\"");
        return socket;
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(10));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
