package io.tertulia.room.store;

import static io.tertulia.room.rules.RoomFixtures.LATER;
import static io.tertulia.room.rules.RoomFixtures.THEN;
import static io.tertulia.room.rules.RoomFixtures.newGroup;
import static io.tertulia.room.rules.RoomFixtures.people;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.room.rules.Decision;
import io.tertulia.room.rules.Revision;
import io.tertulia.room.rules.RoomChange;
import io.tertulia.room.rules.RoomRules;
import io.tertulia.room.rules.RoomState;
import io.tertulia.test.People;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomStoreTests {

    private final MongoDatabase database = StoreFixtures.database();
    private final RoomStore rooms = StoreFixtures.rooms(database);
    private final Roster roster = StoreFixtures.roster(database);
    private final RoomRules rules = new RoomRules(1_000);
    private final User ana = People.someone("Ana");

    private RoomState create(User... others) {
        Revision revision = newGroup(ana, others);
        assertThat(rooms.create(revision)).isTrue();
        return rooms.find(revision.room().id()).orElseThrow();
    }

    private Revision revision(RoomState state, RoomChange change) {
        return switch (rules.decide(roster.situation(state, change), change, LATER)) {
            case Decision.Revised(Revision revision) -> revision;
            case Decision.Unchanged _, Decision.Refused _ -> throw new AssertionError(change);
        };
    }

    private RoomState change(RoomState state, RoomChange change) {
        assertThat(rooms.revise(state, revision(state, change))).isTrue();
        return rooms.find(state.room().id()).orElseThrow();
    }

    @Test
    void keepsARoomExactlyAsItWasCommitted() {
        Revision revision = newGroup(ana, People.someone("Ben"));

        rooms.create(revision);

        assertThat(rooms.find(revision.room().id())).hasValue(revision.created());
    }

    @Test
    void createsARoomOnce() {
        Revision revision = newGroup(ana);
        assertThat(rooms.create(revision)).isTrue();
        assertThat(rooms.create(revision)).isFalse();
    }

    @Test
    void letsOneOfTwoWritersWinWhoHaveReadTheSameVersion() {
        RoomState asRead = create();
        Revision one = revision(asRead, new RoomChange.Join(People.someone("Ben")));
        Revision other = revision(asRead, new RoomChange.Join(People.someone("Eva")));

        assertThat(rooms.revise(asRead, one)).isTrue();
        assertThat(rooms.revise(asRead, other)).isFalse();
        assertThat(rooms.find(asRead.room().id())).hasValue(asRead.after(one));
    }

    @Test
    void forgetsWhatWasToldAndNothingElse() {
        RoomState created = create();
        RoomState joined = change(created, new RoomChange.Join(People.someone("Ben")));
        UUID id = created.room().id();

        assertThat(rooms.forget(id, created.pending().getLast())).isTrue();
        assertThat(rooms.pending(id)).containsExactly(joined.pending().getLast());
        assertThat(rooms.withPendingBefore(LATER.plusSeconds(1), 10)).containsExactly(id);

        assertThat(rooms.forget(id, joined.pending().getLast())).isFalse();
        assertThat(rooms.pending(id)).isEmpty();
        assertThat(rooms.withPendingBefore(LATER.plusSeconds(1), 10)).isEmpty();

        change(joined, new RoomChange.Join(People.someone("Eva")));
        assertThat(rooms.withPendingBefore(LATER.plusSeconds(1), 10)).containsExactly(id);
    }

    @Test
    void leavesOutRoomsWhosePendingEventsAreYoung() {
        create();
        assertThat(rooms.withPendingBefore(THEN, 10)).isEmpty();
    }

    @Test
    void knowsMembersBeforeTheirDocumentsAreWritten() {
        User ben = People.someone("Ben");
        RoomState state = create(ben);

        assertThat(roster.member(state, ben.id())).isPresent();

        RoomState left = change(state, new RoomChange.Leave(ben.id()));
        assertThat(roster.member(left, ben.id())).isEmpty();
        roster.settle(state.pending());
        assertThat(roster.member(left, ben.id())).isEmpty();
    }

    @Test
    void appliesEntriesInAnyOrderAndAnyNumberOfTimes() {
        User ben = People.someone("Ben");
        RoomState created = create(ben);
        RoomState left = change(created, new RoomChange.Leave(ben.id()));
        RoomState back = change(left, new RoomChange.Join(ben));
        var entries = back.pending();
        var memberships = StoreFixtures.memberships(database);

        StoreFixtures.roster(database).settle(entries.reversed());
        StoreFixtures.roster(database).settle(entries);
        StoreFixtures.roster(database).settle(List.of(entries.get(3)));

        RoomState told = new RoomState(back.room(), back.version(), back.front(), List.of());
        assertThat(roster.member(told, ben.id()))
                .hasValueSatisfying(member -> assertThat(member.since()).isEqualTo(back.version()));
        assertThat(memberships.roomsOf(ben.id())).containsExactly(back.room().id());
    }

    @Test
    void pagesThroughMoreMembersThanTheRoomHolds() {
        RoomState state = create();
        List<User> guests = people(150);
        state = change(state, new RoomChange.Add(ana.id(), guests.subList(0, 100)));
        state = change(state, new RoomChange.Add(ana.id(), guests.subList(100, 150)));

        assertThat(roster.page(state, 0, 2))
                .extracting(member -> member.id())
                .containsExactly(ana.id(), guests.getFirst().id());
        assertThat(roster.page(state, 99, 3))
                .extracting(member -> member.id())
                .containsExactly(guests.get(98).id(), guests.get(99).id(), guests.get(100).id());
        assertThat(roster.page(state, 150, 10))
                .extracting(member -> member.id())
                .containsExactly(guests.getLast().id());
        assertThat(roster.page(state, 500, 10)).isEmpty();
    }

    @Test
    void findsWhoFollowsInALargeRoom() {
        RoomState state = create();
        List<User> guests = people(120);
        state = change(state, new RoomChange.Add(ana.id(), guests.subList(0, 100)));
        state = change(state, new RoomChange.Add(ana.id(), guests.subList(100, 120)));
        UUID admin = guests.get(110).id();
        state = change(state, new RoomChange.ChangeRole(ana.id(), admin, Role.ADMIN));

        RoomState left = change(state, new RoomChange.Leave(ana.id()));

        assertThat(left.front()).hasSize(RoomState.FRONT);
        assertThat(left.front().getLast().id()).isEqualTo(guests.get(99).id());
        assertThat(roster.member(left, admin).orElseThrow().role()).isEqualTo(Role.OWNER);
    }
}
