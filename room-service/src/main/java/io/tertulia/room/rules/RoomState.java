package io.tertulia.room.rules;

import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import java.util.ArrayList;
import java.util.List;

/**
 * A room as it is stored.
 *
 * @param version of its latest event
 * @param front the {@value #FRONT} members who have been there longest, in that order: all of them
 *     in most rooms, and never more in a large one, so that a room's document stays small
 * @param pending what is committed and still to be told, oldest first
 */
public record RoomState(Room room, long version, List<Member> front, List<PendingEntry> pending) {

    /** How many members a room's document holds. */
    public static final int FRONT = 100;

    public RoomState {
        front = List.copyOf(front);
        pending = List.copyOf(pending);
    }

    /** Whether there are members that {@link #front} does not hold. */
    public boolean isLargerThanFront() {
        return room.participantCount() > front.size();
    }

    /** Whether somebody who does not take part may know of the room. */
    public boolean isOpenToAll() {
        return room.isActive()
                && room.roomType() == RoomType.GROUP
                && room.visibility() == Visibility.PUBLIC;
    }

    /** The room once a revision of it is committed. */
    public RoomState after(Revision revision) {
        var stillPending = new ArrayList<>(pending);
        stillPending.addAll(revision.entries());
        return new RoomState(revision.room(), revision.version(), revision.front(), stillPending);
    }
}
