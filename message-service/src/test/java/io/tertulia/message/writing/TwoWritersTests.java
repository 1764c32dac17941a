package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.message.Patience;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ChangeEntry;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.PositionsCollection;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.SendersCollection.Sent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two processes believe that they own a partition: one was stopped and goes on after another took
 * over. The late one must lose, without a hole, a repeat or a step back.
 */
@Timeout(60)
class TwoWritersTests {

    private final WriterStage stage = new WriterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    /**
     * A writer's store that lets something happen once before a step, as a stopped process does.
     */
    private static final class Interrupted extends LogStore {
        private final Step at;
        private Runnable meanwhile;

        Interrupted(RoomLog log, Step at, Runnable meanwhile) {
            super(log);
            this.at = at;
            this.meanwhile = meanwhile;
        }

        private void pass(Step step) {
            if (step == at) {
                Runnable now = meanwhile;
                meanwhile = () -> {};
                now.run();
            }
        }

        @Override
        void append(List<Change> changes) {
            pass(Step.BEFORE_CHANGES);
            super.append(changes);
        }

        @Override
        void putEffects(List<Change> changes) {
            pass(Step.BEFORE_MESSAGES);
            super.putEffects(changes);
        }

        @Override
        void raise(Collection<RoomHead> heads) {
            pass(Step.BEFORE_HEADS);
            super.raise(heads);
        }
    }

    private double conflicts() {
        return stage.meters.counter("chat.message.conflicts").count();
    }

    private BatchWriter successor() {
        return stage.batchWriter(new LogStore(stage.log));
    }

    private BatchWriter interrupted(Step at, Supplier<Batch> taken) {
        BatchWriter successor = successor();
        return stage.batchWriter(
                new Interrupted(stage.log, at, () -> successor.write(taken.get())));
    }

    @Test
    void whoDecidedFirstAndStoresLateLoses() {
        Ask ana = stage.ask();
        var one = ana.send("one");
        var two = ana.send("two");
        var three = ana.send("three");
        BatchWriter late = interrupted(Step.BEFORE_CHANGES, () -> stage.batch(0, one, two, three));
        double conflicts = conflicts();

        late.write(stage.batch(0, one, two));

        assertThatPlacesBelongTo(ana.room(), one, two, three);
        assertThat(conflicts()).isEqualTo(conflicts + 1);
    }

    @Test
    void whoStoredAndAppliesLateDoesNotGoBack() {
        Ask ana = stage.ask();
        var one = ana.send("one");
        var edit = ana.edit(one.id(), "edited");
        for (Step step : List.of(Step.BEFORE_MESSAGES, Step.BEFORE_HEADS)) {
            BatchWriter late = interrupted(step, () -> stage.batch(0, one, edit));
            late.write(stage.batch(0, one));
        }

        var stored = stage.log.messages().byMessageId(one.id()).orElseThrow();
        assertThat(stored.message().content()).isEqualTo("edited");
        assertThat(stored.stateSeq()).isEqualTo(2);
        assertThatPlacesBelongTo(ana.room(), one, edit);
    }

    @Test
    void whoRemembersAnOldHeadReadsItAgain() {
        Ask ana = stage.ask();
        BatchWriter old = successor();
        var one = ana.send("one");
        var two = ana.send("two");
        var three = ana.send("three");
        old.write(stage.batch(0, one));
        successor().write(stage.batch(1, two));

        old.write(stage.batch(2, three));

        assertThatPlacesBelongTo(ana.room(), one, two, three);
    }

    @Test
    void whoRemembersHowMuchSomebodyHadSentCountsWhatAnotherWriterStored() {
        Ask ana = stage.ask();
        BatchWriter old = successor();
        old.write(stage.batch(0, ana.send("one")));
        successor().write(stage.batch(1, ana.send("two")));

        old.write(stage.batch(2, ana.send("three")));
        old.write(stage.batch(3, ana.send("four")));

        assertThat(
                        stage.log
                                .senders()
                                .find(List.of(new RoomUser(ana.room(), ana.by().id())))
                                .values())
                .containsExactly(new Sent(4, 4));
    }

    @Test
    void whoIsLateDoesNotDecideAnew() {
        Ask ana = stage.ask();
        var send = ana.send("a");
        var unchanged = ana.edit(send.id(), "a");
        BatchWriter late = successor();
        late.write(stage.batch(0, send));
        successor().write(stage.batch(1, unchanged, ana.edit(send.id(), "b")));

        late.write(stage.batch(1, unchanged));

        assertThat(stage.log.messages().byMessageId(send.id()).orElseThrow().message().content())
                .isEqualTo("b");
    }

    @Test
    void aPositionNeverGoesBack() {
        PositionsCollection positions = stage.log.positions();
        positions.begin(new LogOffset(WriterStage.EPOCH, 0, 0));
        positions.advance(List.of(new LogOffset(WriterStage.EPOCH, 0, 7)));
        positions.advance(List.of(new LogOffset(WriterStage.EPOCH, 0, 3)));
        positions.advance(List.of(new LogOffset("another", 0, 99)));

        assertThat(positions.find(List.of(0)))
                .containsEntry(0, new LogOffset(WriterStage.EPOCH, 0, 7));
    }

    @Test
    void twoThatWriteAllTheTimeLeaveOneLog() {
        Ask ana = stage.ask();
        Ask bob = stage.ask();
        var sends =
                IntStream.range(0, 60)
                        .mapToObj(i -> (i % 2 == 0 ? ana : bob).send("message " + i))
                        .toList();
        // Each in a group of its own: both get every command.
        stage.start("one-" + UUID.randomUUID(), successor());
        stage.start("two-" + UUID.randomUUID(), successor());

        sends.forEach(stage::append);

        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(sends)
                                        .allMatch(send -> stage.repliesTo(send).size() >= 2));
        for (Ask each : List.of(ana, bob)) {
            assertThatPlacesBelongTo(
                    each.room(),
                    sends.stream()
                            .filter(send -> send.room().equals(each.room()))
                            .toArray(MessageCommand[]::new));
        }
    }

    /** Changes and events alike: place n is the n-th command's, whatever was published twice. */
    private void assertThatPlacesBelongTo(UUID room, MessageCommand... commands) {
        List<UUID> ids = List.of(commands).stream().map(MessageCommand::id).toList();
        List<Long> places = LongStream.rangeClosed(1, ids.size()).boxed().toList();
        assertThat(stage.log.changes().entries(room, 1, ids.size() + 5L))
                .extracting(ChangeEntry::seq)
                .containsExactlyElementsOf(places);
        assertThat(
                        stage.log.changes().byCommand(ids).values().stream()
                                .sorted(Comparator.comparingLong(Change::seq))
                                .map(change -> change.cause().command()))
                .containsExactlyElementsOf(ids);
        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(stage.eventsOf(room))
                                        .extracting(Envelope::sequence)
                                        .containsAll(places));
        assertThat(stage.eventsOf(room))
                .allMatch(event -> event.id().equals(ids.get((int) event.sequence() - 1)));
        assertThat(stage.log.heads().find(room).lastSeq()).isEqualTo(ids.size());
    }
}
