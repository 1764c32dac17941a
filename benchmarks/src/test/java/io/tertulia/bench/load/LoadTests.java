package io.tertulia.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load.Outsider;
import io.tertulia.bench.systems.ProcessTree;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadTests {

    private final Load load = new Load(new PlainDialogue());
    private TinyServer server;

    @BeforeEach
    void start() throws IOException {
        server = TinyServer.honest();
    }

    @AfterEach
    void stop() throws IOException {
        load.close();
        server.close();
    }

    @Test
    void opensMoreSocketsThanItOpensAtOnce() throws IOException {
        load.open(server.seats(10, 20), 20);

        assertThat(load.open()).isEqualTo(200);
    }

    @Test
    void saysWhyNotAllSocketsOpened() {
        server.refuseNext(1);

        assertThatThrownBy(() -> load.open(server.seats(1, 3), 3))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("503 Service Unavailable")
                .hasRootCauseMessage(
                        "The upgrade was answered with HTTP/1.1 503 Service Unavailable");
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        List<Seat> seats = server.seats(1, 3);
        server.close();

        assertThatThrownBy(() -> load.open(seats, 3)).hasStackTraceContaining("refused");
    }

    @Test
    void tellsWhoDoesNotGetInAndWhy() throws IOException {
        server.refuseNext(30);

        List<Outsider> outside = load.openAtOnce(server.seats(10, 10), 10);

        assertThat(outside)
                .hasSize(30)
                .extracting(Outsider::reason)
                .allMatch(reason -> reason.endsWith("503 Service Unavailable"));
        assertThat(load.open()).isEqualTo(70);
        assertThat(load.openAtOnce(outside.stream().map(Outsider::seat).toList(), 10)).isEmpty();
        assertThat(load.open()).isEqualTo(100);
        assertThat(load.counts().lostSockets()).isZero();
    }

    @Test
    void leavesWhatComesWhereItIsUntilItReadsAgain() throws IOException {
        List<Seat> seats = server.seats(1, 2);
        try (var writer = new Load(new PlainDialogue())) {
            writer.open(seats.subList(0, 1), 2);
            load.open(seats.subList(1, 2), 2);
            load.stopReading();
            new Conversation(writer, ProcessTree.ofThisProcess()).atOnce(1, 50);

            assertThat(writer.counts().deliveries()).isEqualTo(50);
            assertThat(load.counts().deliveries()).isZero();
            load.readAgain();

            Awaitility.await().until(() -> load.counts().deliveries() == 50);
            assertThat(load.counts().isInOrder()).isTrue();
        }
    }

    @Test
    void saysLongMessagesWithAFiller() throws IOException {
        String filler = "🐢".repeat(3_900);
        try (var writer = new Load(new PlainDialogue(), filler)) {
            writer.open(server.seats(1, 1), 1);

            new Conversation(writer, ProcessTree.ofThisProcess()).atOnce(1, 3);

            assertThat(writer.counts().deliveries()).isEqualTo(3);
            assertThat(server.heard()).allMatch(said -> said.content().endsWith(filler));
            assertThat(server.heard().getFirst().content().codePoints()).hasSize(4_000);
        }
    }

    @Test
    void passesOnWhatAQuestionThrows() {
        assertThatThrownBy(
                        () ->
                                load.ask(
                                        () -> {
                                            throw new IllegalStateException("so it is");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("so it is");
    }
}
