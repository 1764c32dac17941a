package io.tertulia.guarantees.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerTests {

    private static final UUID DEED = UUID.randomUUID();

    private static final int TALES = 100;
    private static final int CHANGES = 40;

    @Test
    void acceptsHistoriesWithRepeatsAndReconnectsAndLossesMadeGood() {
        for (long seed = 0; seed < TALES; seed++) {
            Verdict verdict = Checker.check(Tale.of(seed, CHANGES));

            assertThat(verdict.examples()).as("seed %d", seed).isEmpty();
            assertThat(verdict.isKept()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Breakage.class)
    void rejectsAHistoryThatIsBrokenInOnePlace(Breakage breakage) {
        for (long seed = 0; seed < TALES; seed++) {
            var entries = new ArrayList<>(Tale.of(seed, CHANGES));

            breakage.breakOne(entries, new Random(seed));

            assertThat(Checker.check(entries).counts().keySet())
                    .as("%s with seed %d", breakage, seed)
                    .containsAnyElementsOf(breakage.names());
        }
    }

    @Test
    void everyKindOfViolationHasABreakageThatItRejects() {
        Set<Violation.Kind> named = EnumSet.noneOf(Violation.Kind.class);
        Arrays.stream(Breakage.values()).forEach(breakage -> named.addAll(breakage.names()));

        assertThat(named).containsExactlyInAnyOrder(Violation.Kind.values());
    }

    @Test
    void countsWhatWasTriedAndWhatBecameOfIt() {
        UUID room = UUID.randomUUID();
        var acked = Deed.send(UUID.randomUUID(), room, "ana", 1);
        var refused = Deed.send(UUID.randomUUID(), room, "ana", 2);
        var unknown = Deed.send(UUID.randomUUID(), room, "ana", 3);
        var edit = new Deed(UUID.randomUUID(), room, acked.message(), Deed.Kind.EDIT, "ana", 4);

        Verdict.Tally tally =
                Checker.check(
                                List.of(
                                        new Entry.Tried(acked),
                                        new Entry.Tried(acked),
                                        new Entry.Acked(acked.id(), 1),
                                        new Entry.Tried(refused),
                                        new Entry.Refused(refused.id(), "room_closed"),
                                        new Entry.Tried(unknown),
                                        new Entry.Unanswered(unknown.id()),
                                        new Entry.Tried(edit),
                                        new Entry.Acked(edit.id(), 2)))
                        .tally();

        assertThat(tally).isEqualTo(new Verdict.Tally(4, 2, 1, 1, 1, 0, 0));
        assertThat(tally.plus(tally).tried()).isEqualTo(8);
    }

    @Test
    void aRefusalCountsNothingOnceTheSameIdIsAcknowledged() {
        UUID room = UUID.randomUUID();
        var deed = Deed.send(UUID.randomUUID(), room, "ana", 1);
        var change = new Change(1, Change.Type.MESSAGE, deed.message(), 1, 5);

        Verdict verdict =
                Checker.check(
                        List.of(
                                new Entry.Tried(deed),
                                new Entry.Refused(deed.id(), "not_a_participant"),
                                new Entry.Tried(deed),
                                new Entry.Acked(deed.id(), 1),
                                new Entry.LogRead("ana", room, List.of(change))));

        assertThat(verdict.examples()).isEmpty();
        assertThat(verdict.tally().refused()).isZero();
    }

    static Stream<Entry> attemptsOfWhichNobodyKnows() {
        return Stream.of(new Entry.Unanswered(DEED), new Entry.Appended(DEED));
    }

    @ParameterizedTest
    @MethodSource("attemptsOfWhichNobodyKnows")
    void aRefusalSaysNothingOfAnotherAttemptThatNobodyKnowsTheEndOf(Entry attempt) {
        UUID room = UUID.randomUUID();
        var change = new Change(1, Change.Type.MESSAGE, DEED, 1, 5);

        Verdict verdict =
                Checker.check(
                        List.of(
                                new Entry.Tried(Deed.send(DEED, room, "ana", 1)),
                                attempt,
                                new Entry.Refused(DEED, "not_a_participant"),
                                new Entry.LogRead("ana", room, List.of(change))));

        assertThat(verdict.examples()).isEmpty();
    }

    @Test
    void anEditThatWasAcknowledgedMustHaveBeenPublishedWithItsText() {
        UUID room = UUID.randomUUID();
        var sent = Deed.send(UUID.randomUUID(), room, "ana", 1);
        var one = new Deed(UUID.randomUUID(), room, sent.message(), Deed.Kind.EDIT, "ana", 2);
        var other = new Deed(UUID.randomUUID(), room, sent.message(), Deed.Kind.EDIT, "ana", 3);
        var first = new Change(1, Change.Type.MESSAGE, sent.message(), 1, 5);
        var now = new Change(1, Change.Type.MESSAGE, sent.message(), 2, 5);
        var second = new Change(2, Change.Type.MESSAGE_EDITED, sent.message(), 2, 5);

        Verdict verdict =
                Checker.check(
                        List.of(
                                new Entry.Tried(sent),
                                new Entry.Acked(sent.id(), 1),
                                new Entry.Tried(one),
                                new Entry.Acked(one.id(), 2),
                                new Entry.Tried(other),
                                new Entry.Acked(other.id(), 2),
                                new Entry.Published(room, 1, sent.id(), first, 1),
                                new Entry.Published(room, 2, one.id(), second, 2),
                                new Entry.LogRead("ana", room, List.of(now, second))));

        assertThat(verdict.examples())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.kind()).isEqualTo(Violation.Kind.LOST);
                            assertThat(it.text()).contains(other.id().toString());
                        });
    }

    @Test
    void aDatabaseThatWasPutBackMayWriteAgainAtAnotherTime() {
        var entries = new ArrayList<>(Tale.of(1, CHANGES));
        Breakage.AN_EVENT_COMES_AGAIN_CHANGED.breakOne(entries, new Random(1));
        Breakage.A_FRAME_HAS_ANOTHER_TIME.breakOne(entries, new Random(1));
        Breakage.THE_LOG_SHRINKS.breakOne(entries, new Random(1));
        assertThat(Checker.check(entries).isKept()).isFalse();

        entries.add(new Entry.Restored());

        assertThat(Checker.check(entries).examples()).isEmpty();
    }

    @Test
    void keepsSomeExamplesAndCountsAll() {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 100; i++) {
            entries.add(new Entry.Looked(UUID.randomUUID(), UUID.randomUUID(), false));
        }

        Verdict verdict = Checker.check(entries);

        assertThat(verdict.violations()).isEqualTo(100);
        assertThat(verdict.examples()).hasSize(20);
    }

    @Test
    void refusesAnAnswerToWhatNobodyTried() {
        List<Entry> entries = List.of(new Entry.Acked(UUID.randomUUID(), 1));

        assertThatThrownBy(() -> Checker.check(entries))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
