package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tertulia.events.Envelope;
import io.tertulia.events.message.CommandReply.Accepted;
import io.tertulia.events.message.CommandReply.Alive;
import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.test.People;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class WriterLoopTests {

    private final WriterStage stage = new WriterStage();

    @BeforeAll
    void start() {
        stage.start();
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void givesPlacesInTheOrderOfTheCommands() {
        Ask ana = stage.ask();
        var sends = IntStream.range(0, 20).mapToObj(i -> ana.send("message " + i)).toList();
        sends.forEach(stage::append);

        for (int i = 0; i < sends.size(); i++) {
            assertThat(stage.replyTo(sends.get(i)))
                    .isEqualTo(new Accepted(sends.get(i).id(), i + 1, false));
        }
        assertThat(stage.eventsOf(ana.room()))
                .extracting(Envelope::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
        assertThat(stage.log.heads().find(ana.room()).lastNumber()).isEqualTo(20);
    }

    @Test
    void storesARepeatedIdOnceAndAnswersWithTheFirst() {
        Ask ana = stage.ask();
        var send = ana.send("once");
        stage.askAndWait(send);
        stage.askAndWait(ana.send("between"));

        stage.append(send);
        stage.askAndWait(ana.send("after"));

        assertThat(stage.repliesTo(send))
                .containsExactly(
                        new Accepted(send.id(), 1, false), new Accepted(send.id(), 1, true));
        assertThat(stage.eventsOf(ana.room())).hasSize(3);
        assertThat(stage.log.heads().find(ana.room()).lastSeq()).isEqualTo(3);
    }

    @Test
    void refusesAnIdThatSomebodyElseUsed() {
        Ask ana = stage.ask();
        Ask eve = stage.ask();
        var send = ana.send("mine");
        stage.askAndWait(send);

        var taken = eve.send(send.id(), "mine too", null);
        stage.append(taken);
        stage.askAndWait(eve.send("else"));

        assertThat(stage.repliesTo(taken).getLast())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Refusal.ID_TAKEN));
    }

    @Test
    void refusesAStrangersMessage() {
        var stranger = new Ask(stage.room(People.someone("ana")), People.someone("eve"));

        assertThat(stage.askAndWait(stranger.send("let me in")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Refusal.NOT_A_PARTICIPANT));
        assertThat(stage.eventsOf(stranger.room())).isEmpty();
    }

    @Test
    void answersAProbe() {
        Ask ana = stage.ask();

        assertThat(stage.askAndWait(ana.probe())).isEqualTo(new Alive());
    }

    @Test
    void publishesTheMessageAsItIsAfterEachChange() {
        Ask ana = stage.ask();
        var send = ana.send("first");
        UUID id = send.id();
        stage.append(send);
        stage.append(ana.react(id, "👍"));
        stage.append(ana.edit(id, "second"));
        stage.append(ana.takeBack(id, "👍"));
        stage.askAndWait(ana.delete(id));

        var messages =
                stage.eventsOf(ana.room()).stream().map(event -> event.data().message()).toList();
        assertThat(messages)
                .extracting("seq", "content", "isEdited", "isDeleted")
                .containsExactly(
                        tuple(1L, "first", false, false),
                        tuple(2L, "first", false, false),
                        tuple(3L, "second", true, false),
                        tuple(4L, "second", true, false),
                        tuple(5L, "", true, true));
        assertThat(messages.get(1).reactions()).containsEntry("👍", 1);
        assertThat(messages.get(3).reactions()).isEmpty();
        LoggedMessage stored = stage.log.messages().byMessageId(id).orElseThrow();
        assertThat(stored.message().at(5)).isEqualTo(messages.getLast());
        assertThat(stored.stateSeq()).isEqualTo(5);
    }

    @Test
    void countsEverybodysReactionsOnce() {
        Ask ana = stage.ask();
        var bob = new Ask(ana.room(), People.someone("bob"));
        stage.join(ana.room(), bob.by(), Role.MEMBER);
        var send = ana.send("vote");
        stage.append(send);
        stage.append(ana.react(send.id(), "👍"));
        stage.append(bob.react(send.id(), "👍"));
        var again = bob.react(send.id(), "👍");

        assertThat(stage.askAndWait(again)).isEqualTo(new Accepted(send.id(), 3, false));
        assertThat(stage.log.messages().byMessageId(send.id()).orElseThrow().message().reactions())
                .isEqualTo(Map.of("👍", 2));
        assertThat(stage.eventsOf(ana.room())).hasSize(3);
    }

    @Test
    void leavesTheRoomsOfOtherPartitionsToTheirOrder() {
        List<Ask> people = IntStream.range(0, 8).mapToObj(i -> stage.ask()).toList();
        people.forEach(each -> stage.append(each.send("one")));
        people.forEach(each -> stage.append(each.send("two")));

        for (Ask each : people) {
            stage.askAndWait(each.send("three"));
            assertThat(stage.eventsOf(each.room()))
                    .extracting(event -> event.data().message().content())
                    .containsExactly("one", "two", "three");
        }
    }
}
