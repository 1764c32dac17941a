package io.tertulia.message.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.message.log.RoomUser;
import io.tertulia.test.People;
import io.tertulia.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReadLedgerTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ReadsStage stage = new ReadsStage();
    private final ReadLedger ledger = stage.ledger(128);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void exactlyTheMessagesNamedAreRead() {
        stage.say(5, stage.bob);

        assertThat(stage.mark(ledger, 4, 2)).isEqualTo(2);

        assertThat(stage.unread(stage.ana)).isEqualTo(3);
        assertThat(stage.readers(2)).containsOnlyKeys(stage.ana.id());
        assertThat(stage.readers(3)).isEmpty();
        assertThat(stage.readers(5)).isEmpty();
    }

    @Test
    void theFirstTimeCounts() {
        stage.say(4, stage.bob);
        Instant first = stage.clock.instant();
        stage.mark(ledger, 2, 3);
        Instant second = stage.clock.tick(SECOND);

        assertThat(stage.mark(ledger, 1, 2, 3, 4)).isEqualTo(2);
        stage.clock.tick(SECOND);
        assertThat(stage.mark(ledger, 1, 2, 3, 4)).isZero();
        assertThat(stage.markAll(ledger)).isZero();

        assertThat(stage.readers(1)).containsEntry(stage.ana.id(), second);
        assertThat(stage.readers(2)).containsEntry(stage.ana.id(), first);
        assertThat(stage.readers(4)).containsEntry(stage.ana.id(), second);
        assertThat(stage.unread(stage.ana)).isZero();
    }

    @Test
    void markingAllAfterSinglesCountsTheRest() {
        stage.say(stage.bob, stage.ana, stage.bob, stage.bob, stage.ana);
        Instant first = stage.clock.instant();
        stage.mark(ledger, 3);
        Instant second = stage.clock.tick(SECOND);

        assertThat(stage.markAll(ledger)).isEqualTo(2);

        assertThat(stage.readers(1)).containsEntry(stage.ana.id(), second);
        assertThat(stage.readers(3)).containsEntry(stage.ana.id(), first);
        assertThat(stage.unread(stage.ana)).isZero();
        assertThat(stage.readers(2)).as("her own").isEmpty();
        assertThat(stage.mark(ledger, 1, 3, 4)).isZero();

        stage.say(stage.bob, stage.ana, stage.bob);
        assertThat(stage.unread(stage.ana)).isEqualTo(2);
        assertThat(stage.mark(ledger, 8)).isEqualTo(1);
        assertThat(stage.unread(stage.ana)).isEqualTo(1);
        assertThat(stage.markAll(ledger)).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackChangesNoOrder() {
        stage.say(3, stage.bob);
        Instant first = stage.clock.instant();
        stage.mark(ledger, 1);
        stage.clock.tick(SECOND.negated());

        stage.markAll(ledger);

        assertThat(stage.readers(1)).containsEntry(stage.ana.id(), first);
        assertThat(stage.readers(2)).containsEntry(stage.ana.id(), first);
    }

    @Test
    void twoThousandSingleReadsStayBoundedAndKeepTheirTimes() {
        stage.say(2_000, stage.bob);
        var numbers = new ArrayList<>(LongStream.rangeClosed(1, 2_000).boxed().toList());
        Collections.shuffle(numbers, new Random(7));
        Map<Long, Instant> times = new HashMap<>();

        for (long number : numbers) {
            times.put(number, stage.clock.tick(SECOND));
            assertThat(stage.mark(ledger, number)).isEqualTo(1);
        }

        assertThat(stage.state(stage.ana).ranges()).hasSizeBetween(1, 129);
        assertThat(stage.state(stage.ana).count()).isEqualTo(2_000);
        assertThat(stage.documents(ReadPagesCollection.NAME))
                .hasSizeBetween(2, 3)
                .allSatisfy(page -> assertThat(ReadRanges.read(page)).hasSizeLessThan(2_049));
        for (long from = 1; from <= 2_000; from += 500) {
            long[] asked = LongStream.range(from, from + 500).toArray();
            assertThat(stage.mark(ledger, asked)).isZero();
        }
        assertThat(stage.markAll(ledger)).isZero();
        for (long number : numbers.subList(0, 500)) {
            assertThat(stage.readers(number)).containsEntry(stage.ana.id(), times.get(number));
        }
    }

    @Test
    void wideRangesAreArchivedInAFewDocuments() {
        ReadLedger small = stage.ledger(2);
        Map<Long, Instant> times = new HashMap<>();
        for (int i = 1; i <= 4; i++) {
            stage.say(5_000, stage.bob);
            times.put(i * 5_000L, stage.clock.tick(SECOND));
            assertThat(stage.markAll(small)).isEqualTo(5_000);
        }
        stage.say(1, stage.bob);
        stage.mark(small, 20_001);

        assertThat(stage.state(stage.ana).ranges()).hasSizeLessThan(4);
        assertThat(stage.documents(ReadPagesCollection.NAME)).hasSize(1);
        times.forEach(
                (number, at) -> {
                    assertThat(stage.readers(number)).containsEntry(stage.ana.id(), at);
                    assertThat(stage.readers(number - 4_999)).containsEntry(stage.ana.id(), at);
                });
    }

    @Test
    void archivedSinglesKeepTheirTimesBelowALaterRange() {
        ReadLedger small = stage.ledger(2);
        stage.say(3_000, stage.bob);
        Map<Long, Instant> times = new HashMap<>();
        for (long number : new long[] {1, 1_024, 2_047, 2_048, 17, 3_000}) {
            times.put(number, stage.clock.tick(SECOND));
            stage.mark(small, number);
        }
        Instant last = stage.clock.tick(SECOND);

        assertThat(stage.markAll(small)).isEqualTo(2_994);

        stage.say(4, stage.bob);
        LongStream.rangeClosed(3_001, 3_004).forEach(number -> stage.mark(small, number));
        times.forEach(
                (number, at) ->
                        assertThat(stage.readers(number)).containsEntry(stage.ana.id(), at));
        assertThat(stage.readers(1_025)).containsEntry(stage.ana.id(), last);
        assertThat(stage.unread(stage.ana)).isZero();
    }

    /** What a process does that is killed after it archived and before it replaced the state. */
    private static final class DyingStore extends ReadStore {
        DyingStore(ReadsStage stage) {
            super(stage.database);
        }

        @Override
        Set<RoomUser> replace(List<ReadsCollection.Replacement> replacements) {
            throw new IllegalStateException("killed");
        }
    }

    @Test
    void aCrashBetweenTheArchiveAndTheStateLosesAndCountsNothingTwice() {
        ReadLedger small = stage.ledger(4);
        stage.say(20, stage.bob);
        Map<Long, Instant> times = new HashMap<>();
        for (long number = 1; number <= 9; number += 2) {
            times.put(number, stage.clock.tick(SECOND));
            stage.mark(small, number);
        }
        ReadState before = stage.state(stage.ana);
        ReadLedger dying = stage.ledger(new DyingStore(stage), 4);

        stage.clock.tick(SECOND);
        assertThatThrownBy(() -> stage.mark(dying, 20)).hasMessage("killed");

        assertThat(stage.documents(ReadPagesCollection.NAME)).isNotEmpty();
        assertThat(stage.state(stage.ana)).isEqualTo(before);
        assertThat(stage.readers(20)).isEmpty();
        assertThat(stage.mark(small, 1, 3, 5, 7, 9)).isZero();
        times.put(20L, stage.clock.tick(SECOND));
        assertThat(stage.mark(small, 1, 20)).isEqualTo(1);
        times.forEach(
                (number, at) ->
                        assertThat(stage.readers(number)).containsEntry(stage.ana.id(), at));
        assertThat(stage.unread(stage.ana)).isEqualTo(14);
        assertThat(
                        stage.documents(ReadPagesCollection.NAME).stream()
                                .mapToInt(page -> ReadRanges.read(page).size())
                                .sum())
                .isEqualTo(3);
    }

    @Test
    void givesUpWhereSomebodyElseIsAlwaysFirst() {
        stage.say(2, stage.bob);
        var unlucky =
                new ReadStore(stage.database) {
                    @Override
                    Set<RoomUser> replace(List<ReadsCollection.Replacement> replacements) {
                        return Set.of(replacements.getFirst().before().who());
                    }
                };
        var impatient =
                new ReadLedger(unlucky, ReadsStage.properties(3, 128), stage.metrics, stage.clock);

        assertThatThrownBy(() -> stage.mark(impatient, 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> stage.markAll(impatient)).isInstanceOf(ProblemException.class);
        assertThat(stage.meters.counter("chat.message.reads.conflicts").count()).isEqualTo(6);
    }

    private void storeOld(long number, long own, Instant at) {
        stage.database
                .getCollection(ReadsCollection.NAME)
                .insertOne(
                        new Document("_id", stage.who(stage.ana).id())
                                .append("room", stage.room.toString())
                                .append("user", stage.ana.id().toString())
                                .append(
                                        "read",
                                        new Document("number", number)
                                                .append("own", own)
                                                .append("at", Date.from(at))));
    }

    @Test
    void understandsWhatAnOlderReleaseStored() {
        stage.say(stage.bob, stage.ana, stage.bob, stage.bob, stage.bob);
        Instant old = stage.clock.instant();
        storeOld(3, 1, old);

        assertThat(stage.unread(stage.ana)).isEqualTo(2);
        assertThat(stage.readers(3)).containsOnly(Map.entry(stage.ana.id(), old));
        assertThat(stage.readers(4)).isEmpty();

        Instant now = stage.clock.tick(SECOND);
        assertThat(stage.mark(ledger, 1, 3, 5)).isEqualTo(1);
        assertThat(stage.unread(stage.ana)).isEqualTo(1);
        assertThat(stage.readers(1)).containsOnly(Map.entry(stage.ana.id(), old));
        assertThat(stage.readers(5)).containsOnly(Map.entry(stage.ana.id(), now));
        assertThat(stage.documents(ReadsCollection.NAME))
                .singleElement()
                .satisfies(document -> assertThat(document).doesNotContainKey("read"));
    }

    @Test
    void marksAllOverWhatAnOlderReleaseStored() {
        stage.say(stage.bob, stage.ana, stage.bob);
        storeOld(2, 1, stage.clock.instant());

        assertThat(stage.markAll(ledger)).isEqualTo(1);
        assertThat(stage.unread(stage.ana)).isZero();
    }

    @Test
    void marksForManyAtOnceWhateverOneOfThemMeets() {
        stage.say(3, stage.bob);
        var eve = People.someone("eve");
        stage.mark(ledger, 1);
        var late =
                new ReadStore(stage.database) {
                    private boolean isFirst = true;

                    @Override
                    Set<RoomUser> replace(List<ReadsCollection.Replacement> replacements) {
                        if (isFirst) {
                            isFirst = false;
                            stage.mark(ledger, 2);
                        }
                        return super.replace(replacements);
                    }
                };

        Map<RoomUser, ReadLedger.Fresh> fresh =
                stage.ledger(late, 128)
                        .mark(
                                List.of(
                                        ReadsStage.claim(stage.room, eve, 1, 2),
                                        ReadsStage.claim(stage.room, stage.ana, 1, 2, 3)));

        assertThat(fresh)
                .hasEntrySatisfying(
                        stage.who(eve), each -> assertThat(each.numbers()).containsExactly(1L, 2L))
                .hasEntrySatisfying(
                        stage.who(stage.ana),
                        each -> assertThat(each.numbers()).containsExactly(3L));
        assertThat(stage.state(stage.ana).count()).isEqualTo(3);
        assertThat(stage.readers(2)).containsOnlyKeys(stage.ana.id(), eve.id());
    }
}
