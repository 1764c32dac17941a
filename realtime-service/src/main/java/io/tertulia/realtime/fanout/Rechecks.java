package io.tertulia.realtime.fanout;

import java.util.UUID;
import java.util.function.Predicate;

/** Asks again about all who may have come in or gone out by room events that were lost. */
final class Rechecks {

    private final Fanout fanout;
    private final MembershipChecks ofOneRoom;
    private final RoomListChecks ofAllRooms;

    Rechecks(Fanout fanout, MembershipChecks ofOneRoom, RoomListChecks ofAllRooms) {
        this.fanout = fanout;
        this.ofOneRoom = ofOneRoom;
        this.ofAllRooms = ofAllRooms;
    }

    /** Events of these rooms were lost. */
    void onLost(Predicate<UUID> rooms) {
        fanout.forEachSeat(rooms, this::checkOnly);
        // Those who came into one of these rooms have no seat there, so all are asked about.
        fanout.forEachOfAllRooms(ofAllRooms::check);
    }

    private void checkOnly(Seat seat) {
        if (seat.membership() == null) {
            ofOneRoom.check(seat);
        }
    }
}
