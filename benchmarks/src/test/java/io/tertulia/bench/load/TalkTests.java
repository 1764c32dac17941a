package io.tertulia.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.bench.load.TinyServer.Said;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TalkTests {

    private static final int PER_SECOND = 1_000;
    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    private static final int LATE = 100;

    private final Load load = new Load(new PlainDialogue());
    private TinyServer server;
    private Talk talk;

    @BeforeEach
    void open() throws IOException {
        server = TinyServer.honest();
        load.open(server.seats(1, 2), 2);
        talk = new Talk.AtRate(load, load.members(), PER_SECOND);
    }

    @AfterEach
    void close() throws IOException {
        load.close();
        server.close();
    }

    @Test
    void keepsItsRate() throws IOException {
        long start = start(0);

        Awaitility.await().until(() -> said() >= 300);
        long saidAndTime = stop() - start;

        // Never ahead of its time; that it falls behind shows in when messages were due.
        assertThat((said() - 1) * BETWEEN).isLessThanOrEqualTo(saidAndTime);
        Awaitility.await().until(() -> server.heard().size() == said());
        long first = dues(0).getFirst();
        assertThat(dues(0)).isEqualTo(evenly(first, dues(0).size()));
        assertThat(dues(1)).isEqualTo(evenly(first + BETWEEN, dues(1).size()));
    }

    @Test
    void sendsWhatIsLateWithTheTimeAtWhichItWasDue() throws IOException {
        load.ask(
                () -> {
                    load.tally().watch(0, Long.MAX_VALUE);
                    return true;
                });

        start(LATE * BETWEEN);

        Awaitility.await().until(() -> said() >= LATE);
        stop();
        Awaitility.await().until(() -> load.counts().deliveries() >= 2L * LATE);
        assertThat(dues(1).getFirst() - dues(0).getFirst()).isEqualTo(BETWEEN);
        long longest = load.ask(load.tally()::latencies).getMaxValue();
        assertThat(longest).isGreaterThanOrEqualTo((LATE - 1) * BETWEEN / 1000);
    }

    @Test
    void saysNothingAfterItsEnd() throws IOException {
        start(0);
        Awaitility.await().until(() -> said() >= 10);
        stop();

        int said = said();
        // A moment on the generator's thread in which several messages would have been due.
        load.ask(() -> spin(20 * BETWEEN));
        load.ask(() -> true);

        assertThat(said()).isEqualTo(said);
    }

    /** Starts the talk, and keeps its thread from going on for a while. */
    private long start(long busyNanos) throws IOException {
        return load.ask(
                () -> {
                    long start = load.tally().nanos();
                    talk.start();
                    spin(busyNanos);
                    return start;
                });
    }

    private long spin(long nanos) {
        long end = load.tally().nanos() + nanos;
        while (load.tally().nanos() < end) {
            Thread.onSpinWait();
        }
        return end;
    }

    private long stop() throws IOException {
        return load.ask(
                () -> {
                    talk.stop();
                    return load.tally().nanos();
                });
    }

    private int said() throws IOException {
        return load.ask(() -> load.members().stream().mapToInt(Member::said).sum());
    }

    private List<Long> dues(int member) {
        return server.heard().stream()
                .filter(said -> said.member() == member)
                .map(Said::dueNanos)
                .toList();
    }

    /** Every second turn is one member's. */
    private static List<Long> evenly(long first, int count) {
        return IntStream.range(0, count).mapToObj(i -> first + i * 2L * BETWEEN).toList();
    }
}
