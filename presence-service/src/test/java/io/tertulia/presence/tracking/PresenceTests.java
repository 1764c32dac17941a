package io.tertulia.presence.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.presence.PresenceEvent.UserCameOnline;
import io.tertulia.events.presence.PresenceEvent.UserJoinedRoom;
import io.tertulia.events.presence.PresenceEvent.UserLeftRoom;
import io.tertulia.events.presence.PresenceEvent.UserWentOffline;
import io.tertulia.presence.tracking.Presence.Settled;
import io.tertulia.test.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is decided, second by second; 0 is an arbitrary moment. */
class PresenceTests {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int TTL = 30;

    private final User ana = People.someone("Ana");
    private final UUID plaza = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private final UUID taberna = UUID.fromString("00000000-0000-0000-0000-000000000002");

    @Test
    void comesOnlineBeforeItJoinsRooms() {
        Settled settled = settled(opened(0, "a", plaza, taberna), 0);

        assertThat(settled.presence().isOnline()).isTrue();
        assertThat(events(settled))
                .containsExactly(
                        new UserCameOnline(ana),
                        new UserJoinedRoom(ana, plaza),
                        new UserJoinedRoom(ana, taberna));
        assertThat(settled.happenings()).extracting(Happening::at).containsOnly(at(0));
    }

    @Test
    void tellsNothingTwice() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();

        Settled again = settled(accept(online, 10, "a", plaza), 10);

        assertThat(again.happenings()).isEmpty();
        assertThat(again.presence().lastSeen()).isEqualTo(at(10));
    }

    @Test
    void staysForTheGraceAfterTheLastSocketClosed() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();
        Presence closed = accept(online, 5, "a");

        Settled justBefore = settled(closed, 6);
        assertThat(justBefore.happenings()).isEmpty();
        assertThat(justBefore.presence().isOnline()).isTrue();
        assertThat(justBefore.presence().nextAt(GRACE)).hasValue(at(7));

        Settled after = settled(justBefore.presence(), 7);
        assertThat(events(after))
                .containsExactly(
                        new UserLeftRoom(ana, plaza, false), new UserWentOffline(ana, at(5)));
        assertThat(after.presence().isOnline()).isFalse();
    }

    @Test
    void forgetsAClosingThatWasFollowedByAnOpening() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();
        Presence reloaded = accept(accept(online, 5, "a"), 6, "b", plaza);

        Settled later = settled(reloaded, 20);

        assertThat(later.happenings()).isEmpty();
        assertThat(later.presence().closing()).isEmpty();
    }

    @Test
    void neverTellsOfARoomThatWasClosedBeforeAnybodyKnew() {
        Presence gone = accept(opened(0, "a", plaza), 1, "a");

        assertThat(settled(gone, 1).happenings()).isEmpty();
    }

    @Test
    void keepsARoomThatIsOpenElsewhere() {
        Presence both = accept(opened(0, "a", plaza), 0, "b", plaza);
        Presence online = settled(both, 0).presence();

        Settled oneClosed = settled(accept(online, 5, "a"), 20);

        assertThat(oneClosed.happenings()).isEmpty();
        assertThat(oneClosed.presence().isOnline()).isTrue();
    }

    @Test
    void leavesOneRoomAndStaysOnlineInAnother() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();

        Settled moved = settled(accept(online, 5, "a", taberna), 5);
        assertThat(events(moved)).containsExactly(new UserJoinedRoom(ana, taberna));

        Settled later = settled(moved.presence(), 7);
        assertThat(events(later)).containsExactly(new UserLeftRoom(ana, plaza, true));
        assertThat(later.happenings()).extracting(Happening::at).containsExactly(at(5));
    }

    @Test
    void endsALeaseThatFellSilentAndWasSeenLastByIt() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();

        assertThat(online.nextAt(GRACE)).hasValue(at(TTL));
        assertThat(settled(online, TTL - 1).happenings()).isEmpty();

        Settled silent = settled(online, TTL + 2);
        assertThat(events(silent))
                .containsExactly(
                        new UserLeftRoom(ana, plaza, false), new UserWentOffline(ana, at(0)));
        assertThat(silent.presence().leases()).isEmpty();
        assertThat(silent.presence().nextAt(GRACE)).isEmpty();
    }

    @Test
    void givesASilentInstancesRoomsTheGraceToo() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();

        Presence silent = settled(online, TTL).presence();
        assertThat(silent.isOnline()).isTrue();
        assertThat(silent.closing()).containsEntry(plaza, at(TTL));

        assertThat(settled(accept(silent, TTL + 1, "b", plaza), TTL + 9).happenings()).isEmpty();
    }

    @Test
    void outlivesTheInstanceWhenTheSocketsMoved() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();
        Presence moved = accept(online, 10, "b", plaza);

        Settled afterSilence = settled(moved, TTL + 5);

        assertThat(afterSilence.happenings()).isEmpty();
        assertThat(afterSilence.presence().leases()).containsOnlyKeys("b");
    }

    @Test
    void ignoresALeaseThatCameLate() {
        Presence closed = accept(opened(0, "a", plaza), 5, "a");

        assertThat(accept(closed, 3, "a", plaza)).isEqualTo(closed);
    }

    @Test
    void trustsTheSendersCountMoreThanItsClock() {
        Presence second = opened(0, "a").accept(ana, lease(0, "a", 2, plaza));

        assertThat(second.accept(ana, lease(9, "a", 1))).isEqualTo(second);
        assertThat(second.accept(ana, lease(0, "a", 3)).closing()).isEmpty();
        assertThat(second.accept(ana, lease(0, "a", 3))).isNotEqualTo(second);
    }

    @Test
    void isNotChangedByARenewalThatAddsLittle() {
        Presence online = settled(opened(0, "a", plaza), 0).presence();

        assertThat(accept(online, TTL / 4 - 1, "a", plaza)).isEqualTo(online);
        assertThat(accept(online, TTL / 4 + 1, "a", plaza)).isNotEqualTo(online);
    }

    @Test
    void keepsTheNewestNameOfThePerson() {
        User renamed = new User(ana.id(), "ana.maria", "Ana María", "");
        Presence online = opened(5, "a", plaza);

        assertThat(online.accept(renamed, lease(6, "b", 0, plaza)).user()).isEqualTo(renamed);
        assertThat(online.accept(renamed, lease(4, "b", 0, plaza)).user()).isEqualTo(ana);
    }

    @Test
    void keepsABoundedNumberOfLeases() {
        Presence online = opened(0, "first", plaza);
        for (int i = 1; i <= Presence.MOST_LEASES; i++) {
            online = accept(online, i, "instance-" + i, plaza);
        }

        assertThat(online.leases()).hasSize(Presence.MOST_LEASES).doesNotContainKey("first");
    }

    private Presence opened(int second, String instance, UUID... rooms) {
        Lease lease = lease(second, instance, 0, rooms);
        return Presence.of(ana, lease).accept(ana, lease);
    }

    private Presence accept(Presence presence, int second, String instance, UUID... rooms) {
        return presence.accept(ana, lease(second, instance, 0, rooms));
    }

    private static Settled settled(Presence presence, int second) {
        return presence.settle(at(second), GRACE);
    }

    private static List<PresenceEvent> events(Settled settled) {
        return settled.happenings().stream().map(Happening::event).toList();
    }

    private static Lease lease(int second, String instance, long sequence, UUID... rooms) {
        return new Lease(
                instance, new TreeSet<>(List.of(rooms)), at(second), sequence, at(second + TTL));
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(1_800_000_000L + second);
    }
}
