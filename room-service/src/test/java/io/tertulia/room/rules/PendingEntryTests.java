package io.tertulia.room.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.events.Envelope;
import io.tertulia.events.User;
import io.tertulia.test.People;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingEntryTests {

    private final User ana = People.someone("Ana");

    @Test
    void givesAnEventTheSameIdHoweverOftenItIsPublished() {
        List<PendingEntry> entries = RoomFixtures.newGroup(ana, People.someone("Ben")).entries();

        var first = entries.stream().flatMap(entry -> entry.envelopes().stream()).toList();
        var again = entries.stream().flatMap(entry -> entry.envelopes().stream()).toList();

        assertThat(again).isEqualTo(first);
        assertThat(new HashSet<>(first.stream().map(Envelope::id).toList())).hasSize(3);
    }

    @Test
    void holdsAtMostAHundredMembers() {
        PendingEntry joined = RoomFixtures.newGroup(ana).entries().getLast();
        Member member = joined.members().getFirst();

        assertThatThrownBy(
                        () ->
                                new PendingEntry(
                                        2,
                                        joined.kind(),
                                        joined.at(),
                                        joined.room(),
                                        List.copyOf(Collections.nCopies(101, member))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
