package io.tertulia.presence.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.presence.PresenceServiceTest;
import io.tertulia.presence.tracking.PresenceStore.Change;
import io.tertulia.test.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestConstructor;

/** The atomic write that all else leans on, against a real database. */
@PresenceServiceTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PresenceStoreTests {

    /** Far ahead, so that the sweeper of the running service leaves these people alone. */
    private static final Instant START = Instant.parse("2100-01-01T00:00:00Z");

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final PresenceStore store;
    private final User ana = People.someone("Ana");
    private final UUID plaza = UUID.randomUUID();
    private final UUID taberna = UUID.randomUUID();

    PresenceStoreTests(PresenceStore store) {
        this.store = store;
    }

    @Test
    void readsWhatItWrote() {
        StoredPresence unstored = StoredPresence.unstored(opened());
        StoredPresence online = unstored.after(opened().settle(START, GRACE));
        Presence closing = accept(online.presence(), "a", 1, taberna);
        StoredPresence full =
                online.after(closing.settle(START, GRACE))
                        .after(accept(closing, "a", 2).settle(START.plusSeconds(9), GRACE));

        assertThat(store.write(List.of(new Change(unstored, full)))).isTrue();

        assertThat(full.pending()).hasSizeGreaterThan(3);
        assertThat(stored()).isEqualTo(full);
        assertThat(store.statuses(Set.of(ana.id())))
                .containsEntry(ana.id(), new Status(ana, false, START.plusSeconds(2)));
    }

    @Test
    void letsOnlyOneOfTwoWritesWin() {
        StoredPresence first = write(StoredPresence.unstored(opened()), opened());

        Presence mine = accept(first.presence(), "a", 1, taberna);
        Presence theirs = accept(first.presence(), "b", 1, taberna);
        StoredPresence won = write(first, mine);
        boolean second = store.write(List.of(new Change(first, next(first, theirs))));

        assertThat(second).isFalse();
        assertThat(stored()).isEqualTo(won);
    }

    @Test
    void letsOnlyOneOfTwoFirstWritesWin() {
        StoredPresence unstored = StoredPresence.unstored(opened());
        StoredPresence won = write(unstored, opened());
        User other = People.someone("Bruno");
        Lease lease = lease("b", 0, plaza);
        Presence others = Presence.of(other, lease).accept(other, lease);
        StoredPresence another = StoredPresence.unstored(others);

        boolean both =
                store.write(
                        List.of(
                                new Change(unstored, next(unstored, opened())),
                                new Change(another, next(another, others))));

        assertThat(both).isFalse();
        assertThat(stored()).isEqualTo(won);
        assertThat(store.find(Set.of(other.id()))).hasSize(1);
    }

    @Test
    void renewsOneOfSeveralLeases() {
        Presence both = accept(opened(), "b", 0, taberna);
        StoredPresence first = write(StoredPresence.unstored(both), both);

        Presence renewed = accept(first.presence(), "b", 20, taberna);
        StoredPresence second = write(first, renewed);

        assertThat(stored()).isEqualTo(second);
        assertThat(stored().presence().leases().get("a")).isEqualTo(both.leases().get("a"));
    }

    @Test
    void findsWhoIsDueAndNobodyElse() {
        Presence presence = opened();
        write(StoredPresence.unstored(presence), presence);

        assertThat(store.due(START.plusSeconds(29))).doesNotContain(ana.id());
        assertThat(store.due(START.plusSeconds(30))).contains(ana.id());
    }

    private Presence opened() {
        Lease lease = lease("a", 0, plaza);
        return Presence.of(ana, lease).accept(ana, lease);
    }

    private Presence accept(Presence presence, String instance, int second, UUID... rooms) {
        return presence.accept(ana, lease(instance, second, rooms));
    }

    private static Lease lease(String instance, int second, UUID... rooms) {
        Instant at = START.plusSeconds(second);
        return new Lease(instance, new TreeSet<>(List.of(rooms)), at, second, at.plusSeconds(30));
    }

    private StoredPresence write(StoredPresence before, Presence presence) {
        StoredPresence after = next(before, presence);
        assertThat(store.write(List.of(new Change(before, after)))).isTrue();
        return after;
    }

    private static StoredPresence next(StoredPresence before, Presence presence) {
        return before.after(new Presence.Settled(presence, List.of()));
    }

    private StoredPresence stored() {
        return store.find(Set.of(ana.id())).values().iterator().next();
    }
}
