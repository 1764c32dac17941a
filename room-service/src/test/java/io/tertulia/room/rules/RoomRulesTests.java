package io.tertulia.room.rules;

import static io.tertulia.room.rules.RoomFixtures.LATER;
import static io.tertulia.room.rules.RoomFixtures.situation;
import static io.tertulia.room.rules.RoomFixtures.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.Visibility;
import io.tertulia.test.People;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomRulesTests {

    private final RoomRules rules = new RoomRules(4);
    private final User ana = People.someone("Ana");
    private final User ben = People.someone("Ben");
    private final User eva = People.someone("Eva");
    private final User leo = People.someone("Leo");
    private final RoomState group = RoomFixtures.group(Visibility.PUBLIC, ana, ben);
    private final RoomState direct = RoomFixtures.direct(ana, ben);

    private Decision decide(RoomState state, RoomChange change) {
        return rules.decide(situation(state), change, LATER);
    }

    private RoomState after(RoomState state, RoomChange change) {
        return told(state.after(revision(decide(state, change))));
    }

    private static Revision revision(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Revised.class);
        return ((Decision.Revised) decision).revision();
    }

    private static List<RoomEvent> events(Decision decision) {
        return revision(decision).entries().stream()
                .flatMap(entry -> entry.envelopes().stream())
                .map(envelope -> envelope.data())
                .toList();
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusal();
    }

    private static List<UUID> ids(List<Member> members) {
        return members.stream().map(Member::id).toList();
    }

    @Nested
    class Creating {

        @Test
        void tellsTheRoomThenItsOwnerThenTheOthers() {
            Revision revision = RoomFixtures.newGroup(ana, ben, eva);

            var envelopes =
                    revision.entries().stream()
                            .flatMap(entry -> entry.envelopes().stream())
                            .toList();
            assertThat(envelopes).extracting(e -> e.sequence()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(envelopes.getFirst().data()).isInstanceOf(RoomEvent.RoomCreated.class);
            assertThat(envelopes)
                    .extracting(e -> e.data().room().participantCount())
                    .containsExactly(0, 1, 2, 3);
            assertThat(revision.version()).isEqualTo(4);
            assertThat(revision.room().participantCount()).isEqualTo(3);
            assertThat(revision.front())
                    .extracting(Member::role)
                    .containsExactly(Role.OWNER, Role.MEMBER, Role.MEMBER);
        }

        @Test
        void givesADirectChatNoOwner() {
            assertThat(direct.front())
                    .extracting(Member::role)
                    .containsExactly(Role.MEMBER, Role.MEMBER);
            assertThat(direct.room().name()).isEmpty();
        }
    }

    @Nested
    class Joining {

        @Test
        void takesPartAsMemberWithTheNextVersion() {
            Revision revision = revision(decide(group, new RoomChange.Join(eva)));

            assertThat(revision.version()).isEqualTo(group.version() + 1);
            assertThat(revision.room().participantCount()).isEqualTo(3);
            assertThat(revision.front().getLast())
                    .isEqualTo(new Member(eva, Role.MEMBER, revision.version(), LATER));
        }

        @Test
        void changesNothingForAParticipant() {
            assertThat(decide(group, new RoomChange.Join(ben)))
                    .isInstanceOf(Decision.Unchanged.class);
            RoomState hidden = RoomFixtures.group(Visibility.PRIVATE, ana, ben);
            assertThat(decide(hidden, new RoomChange.Join(ben)))
                    .isInstanceOf(Decision.Unchanged.class);
        }

        @Test
        void isRefusedInPrivateAndDirectRooms() {
            RoomState hidden = RoomFixtures.group(Visibility.PRIVATE, ana);
            assertThat(refusal(decide(hidden, new RoomChange.Join(eva))))
                    .isEqualTo(Refusal.PRIVATE);
            assertThat(refusal(decide(direct, new RoomChange.Join(eva))))
                    .isEqualTo(Refusal.DIRECT_JOIN);
        }

        @Test
        void isRefusedWhereThereIsNoPlace() {
            RoomState full = RoomFixtures.group(Visibility.PUBLIC, ana, ben, eva, leo);
            assertThat(refusal(decide(full, new RoomChange.Join(People.someone("Zoe")))).code())
                    .isEqualTo("room_full");
        }

        @Test
        void findsNoClosedRoom() {
            RoomState closed = after(group, new RoomChange.Close(ana.id()));
            assertThat(refusal(decide(closed, new RoomChange.Join(eva))))
                    .isEqualTo(Refusal.NO_ROOM);
            assertThat(refusal(decide(closed, new RoomChange.Join(ben)))).isEqualTo(Refusal.CLOSED);
        }
    }

    @Nested
    class Leaving {

        @Test
        void takesPartNoLonger() {
            RoomState left = after(group, new RoomChange.Leave(ben.id()));

            assertThat(ids(left.front())).containsExactly(ana.id());
            assertThat(left.room().participantCount()).isEqualTo(1);
            assertThat(left.room().isActive()).isTrue();
        }

        @Test
        void handsTheRoomToTheLongestStandingMember() {
            RoomState three = after(group, new RoomChange.Join(eva));
            Decision decision = decide(three, new RoomChange.Leave(ana.id()));

            assertThat(events(decision))
                    .hasSize(2)
                    .first()
                    .isInstanceOfSatisfying(
                            RoomEvent.ParticipantRoleChanged.class,
                            event -> {
                                assertThat(event.user()).isEqualTo(ben);
                                assertThat(event.role()).isEqualTo(Role.OWNER);
                            });
            assertThat(revision(decision).front().getFirst().role()).isEqualTo(Role.OWNER);
        }

        @Test
        void prefersAnAdminHoweverNew() {
            RoomState three = after(group, new RoomChange.Join(eva));
            RoomState withAdmin =
                    after(three, new RoomChange.ChangeRole(ana.id(), eva.id(), Role.ADMIN));

            RoomState left = after(withAdmin, new RoomChange.Leave(ana.id()));

            assertThat(left.front())
                    .filteredOn(member -> member.role() == Role.OWNER)
                    .extracting(Member::id)
                    .containsExactly(eva.id());
        }

        @Test
        void closesTheRoomWithItsLastParticipant() {
            RoomState alone = after(group, new RoomChange.Leave(ben.id()));
            RoomState nobody = after(alone, new RoomChange.Leave(ana.id()));

            assertThat(nobody.room().isActive()).isFalse();
            assertThat(nobody.room().participantCount()).isZero();
            assertThat(nobody.front()).isEmpty();
            assertThat(nobody.version()).isEqualTo(alone.version() + 2);
        }

        @Test
        void isRefusedInADirectChatAndHarmlessForStrangers() {
            assertThat(refusal(decide(direct, new RoomChange.Leave(ana.id()))))
                    .isEqualTo(Refusal.DIRECT_LEAVE);
            assertThat(decide(group, new RoomChange.Leave(eva.id())))
                    .isInstanceOf(Decision.Unchanged.class);
            assertThat(refusal(decide(direct, new RoomChange.Leave(eva.id()))))
                    .isEqualTo(Refusal.NO_ROOM);
        }
    }

    @Nested
    class LargeRooms {

        private final RoomRules large = new RoomRules(1_000);
        private final List<User> guests = RoomFixtures.people(PendingEntry.MOST_MEMBERS);
        private final RoomState state =
                told(RoomFixtures.newGroup(ana, guests.toArray(User[]::new)).created());
        private final Member next =
                new Member(guests.getLast(), Role.MEMBER, state.version(), RoomFixtures.THEN);

        @Test
        void holdOnlyTheFirstHundredInFront() {
            assertThat(state.room().participantCount()).isEqualTo(101);
            assertThat(state.front()).hasSize(RoomState.FRONT);
            assertThat(ids(state.front())).doesNotContain(next.id());
            assertThat(state.isLargerThanFront()).isTrue();
        }

        @Test
        void fillThePlaceThatBecomesFree() {
            var reserve = new Situation.Reserve(next, null);
            UUID leaver = guests.getFirst().id();

            Revision revision =
                    revision(
                            large.decide(
                                    situation(state, reserve),
                                    new RoomChange.Leave(leaver),
                                    LATER));

            assertThat(revision.front()).hasSize(RoomState.FRONT).last().isEqualTo(next);
            assertThat(ids(revision.front())).doesNotContain(leaver);
        }

        @Test
        void goToAnAdminFromBehindTheFront() {
            Member admin = next.with(Role.ADMIN);
            var reserve = new Situation.Reserve(admin, admin);

            Revision revision =
                    revision(
                            large.decide(
                                    situation(state, reserve),
                                    new RoomChange.Leave(ana.id()),
                                    LATER));

            assertThat(revision.front().getLast()).isEqualTo(next.with(Role.OWNER));
        }

        @Test
        void takeNewcomersBehindTheFront() {
            User late = People.someone("Late");
            Revision revision =
                    revision(large.decide(situation(state), new RoomChange.Join(late), LATER));

            assertThat(revision.front()).isEqualTo(state.front());
            assertThat(revision.room().participantCount()).isEqualTo(102);
        }
    }

    @Nested
    class Moderating {

        private final RoomState trio = after(group, new RoomChange.Join(eva));

        @Test
        void addsOnlyThoseWhoAreNew() {
            Decision decision = decide(group, new RoomChange.Add(ana.id(), List.of(ben, eva, leo)));

            assertThat(events(decision))
                    .extracting(event -> ((RoomEvent.ParticipantJoined) event).user())
                    .containsExactly(eva, leo);
            assertThat(decide(group, new RoomChange.Add(ana.id(), List.of(ben))))
                    .isInstanceOf(Decision.Unchanged.class);
        }

        @Test
        void isForTheOwnerAndAdmins() {
            assertThat(refusal(decide(trio, new RoomChange.Remove(ben.id(), eva.id()))))
                    .isEqualTo(Refusal.MODERATORS_ONLY);
            assertThat(refusal(decide(trio, new RoomChange.Close(ben.id()))))
                    .isEqualTo(Refusal.MODERATORS_ONLY);
            RoomState withAdmin =
                    after(trio, new RoomChange.ChangeRole(ana.id(), ben.id(), Role.ADMIN));
            assertThat(decide(withAdmin, new RoomChange.Remove(ben.id(), eva.id())))
                    .isInstanceOf(Decision.Revised.class);
            assertThat(
                            refusal(
                                    decide(
                                            withAdmin,
                                            new RoomChange.ChangeRole(
                                                    ben.id(), eva.id(), Role.ADMIN))))
                    .isEqualTo(Refusal.OWNER_ONLY);
        }

        @Test
        void neverRemovesTheOwner() {
            RoomState withAdmin =
                    after(trio, new RoomChange.ChangeRole(ana.id(), ben.id(), Role.ADMIN));
            assertThat(refusal(decide(withAdmin, new RoomChange.Remove(ben.id(), ana.id()))))
                    .isEqualTo(Refusal.OWNER_STAYS);
            assertThat(refusal(decide(withAdmin, new RoomChange.Remove(ana.id(), ana.id()))))
                    .isEqualTo(Refusal.OWNER_STAYS);
        }

        @Test
        void letsAnybodyRemoveThemselves() {
            RoomState left = after(trio, new RoomChange.Remove(eva.id(), eva.id()));
            assertThat(ids(left.front())).containsExactly(ana.id(), ben.id());
        }

        @Test
        void handsTheRoomOver() {
            RoomState handed =
                    after(trio, new RoomChange.ChangeRole(ana.id(), eva.id(), Role.OWNER));

            assertThat(handed.front())
                    .extracting(Member::role)
                    .containsExactly(Role.ADMIN, Role.MEMBER, Role.OWNER);
            assertThat(
                            refusal(
                                    decide(
                                            trio,
                                            new RoomChange.ChangeRole(
                                                    ana.id(), ana.id(), Role.MEMBER))))
                    .isEqualTo(Refusal.OWNER_KEEPS_ROLE);
        }

        @Test
        void editsOnlyWhatIsGivenAndDiffers() {
            var rename = new RoomChange.Edit(ana.id(), "Nueva", null, null);
            RoomState renamed = after(trio, rename);

            assertThat(renamed.room().name()).isEqualTo("Nueva");
            assertThat(renamed.room().description()).isEqualTo(trio.room().description());
            assertThat(renamed.room().updatedAt()).isEqualTo(LATER);
            assertThat(decide(renamed, rename)).isInstanceOf(Decision.Unchanged.class);
        }

        @Test
        void endsWithTheRoom() {
            RoomState closed = after(trio, new RoomChange.Close(ana.id()));

            assertThat(closed.room().isActive()).isFalse();
            assertThat(decide(closed, new RoomChange.Close(ana.id())))
                    .isInstanceOf(Decision.Unchanged.class);
            assertThat(refusal(decide(closed, new RoomChange.Edit(ana.id(), "x", null, null))))
                    .isEqualTo(Refusal.CLOSED);
        }

        @ParameterizedTest
        @EnumSource(Visibility.class)
        void tellsStrangersNoMoreThanTheyMaySee(Visibility visibility) {
            RoomState state = RoomFixtures.group(visibility, ana, ben);
            Refusal expected = visibility == Visibility.PUBLIC ? Refusal.STRANGER : Refusal.NO_ROOM;
            UUID stranger = eva.id();

            List<RoomChange> changes =
                    List.of(
                            new RoomChange.Add(stranger, List.of(leo)),
                            new RoomChange.Remove(stranger, ben.id()),
                            new RoomChange.ChangeRole(stranger, ben.id(), Role.ADMIN),
                            new RoomChange.Edit(stranger, "x", null, null),
                            new RoomChange.Close(stranger));
            assertThat(changes)
                    .extracting(change -> refusal(decide(state, change)))
                    .containsOnly(expected);
        }

        @Test
        void isForNobodyInADirectChat() {
            assertThat(refusal(decide(direct, new RoomChange.Close(ana.id()))))
                    .isEqualTo(Refusal.DIRECT);
            assertThat(refusal(decide(direct, new RoomChange.Add(ana.id(), List.of(eva)))))
                    .isEqualTo(Refusal.DIRECT);
        }
    }
}
