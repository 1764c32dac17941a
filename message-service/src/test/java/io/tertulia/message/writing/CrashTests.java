package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.message.CommandReply.Accepted;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.room.Role;
import io.tertulia.message.Patience;
import io.tertulia.message.log.ChangeEntry;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.test.People;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies between any two steps, and another one takes over: nothing is lost, repeated or
 * numbered anew, and every event is published with the id and the place that it was given first.
 */
@Timeout(60)
class CrashTests {

    private final WriterStage stage = new WriterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void nothingIsLostRepeatedOrRenumberedByACrashAt(Step step) {
        Ask ana = stage.ask();
        var settled = ana.send("before the crash");
        var first = ana.send("first");
        List<MessageCommand> batch =
                List.of(
                        first,
                        ana.edit(first.id(), "edited"),
                        ana.react(first.id(), "👍"),
                        ana.send("second"));
        // The second time, so that there is something settled that must stay as it is.
        var death = new Death(step, 2);
        WriterLoop dying = stage.start(death::store, death::publisher);
        stage.askAndWait(settled);

        batch.forEach(stage::append);
        Patience.await().until(() -> !dying.isRunning());
        stage.start();
        MessageCommand last = batch.getLast();
        Patience.await()
                .until(() -> stage.repliesTo(last).stream().anyMatch(Accepted.class::isInstance));
        stage.askAndWait(ana.send("after the crash"));

        assertThat(stage.repliesTo(last).getLast()).isEqualTo(new Accepted(last.id(), 5, false));
        assertThatTheLogIsWhole(ana.room(), 6);
        assertThat(contents(ana.room()))
                .containsExactly("before the crash", "edited", "second", "after the crash");
    }

    @Test
    void whoeverHeardOfARefusalNeverFindsItAllowedByAReplay() {
        Ask ana = stage.ask();
        var stranger = new Ask(ana.room(), People.someone("eva"));
        MessageCommand refused = stranger.send("let me in");
        var death = new Death(Step.BEFORE_REPLIES, 1);
        WriterLoop dying = stage.start(death::store, death::publisher);
        stage.append(refused);
        Patience.await().until(() -> !dying.isRunning());
        stage.join(ana.room(), stranger.by(), Role.MEMBER);

        stage.start();
        stage.askAndWait(ana.send("after the crash"));

        assertThat(contents(ana.room())).containsExactly("after the crash");
    }

    @Test
    void aHeadThatWasLostIsFoundAgain() {
        Ask ana = stage.ask();
        WriterLoop first = stage.start();
        for (int i = 0; i < 3; i++) {
            stage.askAndWait(ana.send("message " + i));
        }
        first.stop();
        stage.database.getCollection("rooms").drop();
        stage.database.getCollection("messages").deleteOne(new Document("_id", ana.room() + ":3"));

        stage.start();

        var next = ana.send("next");
        assertThat(stage.askAndWait(next)).isEqualTo(new Accepted(next.id(), 4, false));
        assertThatTheLogIsWhole(ana.room(), 4);
    }

    @Test
    void aDatabaseThatLostItsLastSecondCatchesUpFromTheLog() {
        Ask ana = stage.ask();
        WriterLoop first = stage.start();
        var sends = List.of(ana.send("one"), ana.send("two"), ana.send("three"));
        sends.forEach(stage::askAndWait);
        first.stop();
        Map<Long, UUID> before = published(ana.room());
        // As a backup would be: it knows the first message and stands before the second, while
        // Kafka was told that all three are done.
        for (String name : List.of("messages", "changes")) {
            for (int i = 2; i <= 3; i++) {
                stage.database
                        .getCollection(name)
                        .deleteOne(new Document("_id", ana.room() + ":" + i));
            }
        }
        stage.database.getCollection("rooms").drop();
        stage.database.getCollection("senders").drop();
        stage.database.getCollection("positions").drop();

        stage.start();

        stage.askAndWait(ana.send("four"));
        assertThatTheLogIsWhole(ana.room(), 4);
        assertThat(published(ana.room())).containsAllEntriesOf(before);
    }

    @Test
    void aCleanStopLeavesNothingToReplay() {
        Ask ana = stage.ask();
        WriterLoop first = stage.start();
        stage.askAndWait(ana.send("one"));
        stage.askAndWait(ana.send("two"));
        first.stop();

        stage.start();
        stage.askAndWait(ana.send("three"));

        assertThat(stage.eventsOf(ana.room()))
                .extracting(Envelope::sequence)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aWriterThatIsKilledWhileNothingHappensLeavesNothingToReplay() {
        Ask ana = stage.ask();
        stage.start();
        stage.askAndWait(ana.send("one"));
        stage.askAndWait(ana.send("two"));

        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(stage.log.positions().find(List.of(0, 1)).values())
                                        .extracting(LogOffset::offset)
                                        .containsExactlyInAnyOrder(0L, 2L));
    }

    @Test
    void aPositionBeyondTheEndOfTheTopicIsPutBack() {
        Ask ana = stage.ask();
        for (int partition = 0; partition < WriterStage.PARTITIONS; partition++) {
            stage.log.positions().begin(new LogOffset(stage.topicId(), partition, 1_000));
        }
        stage.start();

        assertThat(stage.askAndWait(ana.send("one"))).isInstanceOf(Accepted.class);
        assertThat(stage.log.positions().find(List.of(0, 1)).values())
                .allMatch(position -> position.offset() < 1_000);
    }

    @Test
    void whatAnotherTopicSaidDoesNotSilenceThisOne() {
        Ask ana = stage.ask();
        var old = ana.send("long ago");
        stage.batchWriter(new LogStore(stage.log)).write(stage.batch(1_000, old));
        for (int partition = 0; partition < WriterStage.PARTITIONS; partition++) {
            stage.log.positions().begin(new LogOffset(WriterStage.EPOCH, partition, 0));
        }
        var unread = ana.send("in the new topic");
        stage.append(unread);
        stage.start();

        assertThat(stage.replyTo(unread)).isEqualTo(new Accepted(unread.id(), 2, false));
        assertThat(stage.log.positions().find(List.of(0, 1)).values())
                .allMatch(position -> position.epoch().equals(stage.topicId()));
    }

    @Test
    void offsetsThatKafkaGivesAnewDoNotSilenceARoom() {
        // Several, so that some are in the partition in which the stage's batches are.
        List<Ask> asks = Stream.generate(stage::ask).limit(6).toList();
        stage.start().stop();
        String epoch = stage.topicId();
        BatchWriter before = stage.batchWriter(new LogStore(stage.log));
        asks.forEach(each -> before.write(stage.batch(epoch, 1_000, each.send("lost by Kafka"))));
        for (int partition = 0; partition < WriterStage.PARTITIONS; partition++) {
            stage.log.positions().begin(new LogOffset(epoch, partition, 1_001));
        }
        stage.start();

        for (Ask each : asks) {
            var next = each.send("next");
            assertThat(stage.askAndWait(next)).isEqualTo(new Accepted(next.id(), 2, false));
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whatChangedNothingStaysWithoutEffectAfterACrashAt(Step step) {
        Ask ana = stage.ask();
        var send = ana.send("a");
        var unchanged = ana.edit(send.id(), "a");
        var never = ana.takeBack(send.id(), "👍");
        List<MessageCommand> batch =
                List.of(unchanged, never, ana.edit(send.id(), "b"), ana.react(send.id(), "👍"));
        BatchWriter first = stage.batchWriter(new LogStore(stage.log));
        first.write(stage.batch(0, send));
        var death = new Death(step, 1);
        BatchWriter dying = stage.batchWriter(death.store(stage.log), death);
        try {
            dying.write(stage.batch(1, batch.toArray(MessageCommand[]::new)));
        } catch (Death.Killed e) {
            assertThat(e).isNotNull();
        }
        first.forget();

        first.write(stage.batch(1, batch.toArray(MessageCommand[]::new)));

        var message = stage.log.messages().byMessageId(send.id()).orElseThrow().message();
        assertThat(message.content()).isEqualTo("b");
        assertThat(message.reactions()).containsEntry("👍", 1);
        assertThat(stage.log.heads().find(ana.room()).lastSeq()).isEqualTo(3);
    }

    private List<String> contents(UUID room) {
        long last = stage.log.heads().find(room).lastNumber();
        var numbers =
                LongStream.rangeClosed(1, last).mapToObj(n -> new NumberInRoom(room, n)).toList();
        return stage.log.messages().byNumber(numbers).stream()
                .map(LoggedMessage::message)
                .sorted(Comparator.comparingLong(Message::number))
                .map(Message::content)
                .toList();
    }

    /** Every place has one change and one event, and the first event of each comes in order. */
    private void assertThatTheLogIsWhole(UUID room, long lastSeq) {
        assertThat(stage.log.heads().find(room).lastSeq()).isEqualTo(lastSeq);
        assertThat(stage.log.changes().entries(room, 1, lastSeq + 10))
                .extracting(ChangeEntry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, lastSeq).boxed().toList());
        Patience.await().until(() -> published(room).size() == lastSeq);
        assertThat(published(room).keySet())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, lastSeq).boxed().toList());
        assertThat(new ArrayList<>(published(room).values())).doesNotHaveDuplicates();
    }

    /** What a consumer keeps that drops what it has seen; fails where a repeat differs. */
    private Map<Long, UUID> published(UUID room) {
        Map<Long, UUID> ids = new LinkedHashMap<>();
        for (Envelope<MessageEvent> event : stage.eventsOf(room)) {
            UUID known = ids.putIfAbsent(event.sequence(), event.id());
            assertThat(known == null || known.equals(event.id())).isTrue();
            assertThat(event.data().message().seq()).isEqualTo(event.sequence());
        }
        return ids;
    }
}
