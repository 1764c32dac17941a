package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.message.CommandReply.Accepted;
import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.message.Patience;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: whoever reads the events gets one answer to each command, an event or a reply. */
@Timeout(60)
class EventsAsAnswersTests {

    private final WriterStage stage = new WriterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anAskerThatReadsTheEventsGetsAReplyWhereNoneIsPublished() {
        stage.start();
        Ask ana = stage.ask();
        Ask eve = stage.ask();
        var send = ana.send("read by its sender");
        var stolen = eve.send(send.id(), "mine too", null);
        stage.appendReadingEvents(send);
        stage.askAndWait(ana.send("between"));
        assertThat(stage.eventsOf(ana.room())).hasSize(2);
        assertThat(stage.repliesTo(send)).isEmpty();

        stage.appendReadingEvents(send);
        assertThat(stage.replyTo(send)).isEqualTo(new Accepted(send.id(), 1, true));
        stage.appendReadingEvents(stolen);
        stage.askAndWait(eve.send("after"));
        assertThat(stage.repliesTo(stolen).getLast()).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"BEFORE_MESSAGES", "BEFORE_EVENTS", "IN_THE_MIDDLE_OF_EVENTS"})
    void anAskerThatReadsEventsIsToldByTheEventAfterACrashAt(Step step) {
        Ask ana = stage.ask();
        var sends = List.of(ana.send("first"), ana.send("second"), ana.send("third"));
        var death = new Death(step, 1);
        WriterLoop dying = stage.start(death::store, death::publisher);
        sends.forEach(stage::appendReadingEvents);
        Patience.await().until(() -> !dying.isRunning());

        stage.start();
        stage.askAndWait(ana.send("after the crash"));

        assertThat(stage.eventsOf(ana.room()))
                .extracting(Envelope::id)
                .containsAll(sends.stream().map(MessageCommand::id).toList());
        assertThat(sends).allMatch(send -> stage.repliesTo(send).isEmpty());
    }
}
