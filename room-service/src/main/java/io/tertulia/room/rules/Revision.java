package io.tertulia.room.rules;

import io.tertulia.events.room.Room;
import java.util.List;

/**
 * What one atomic write makes of a room.
 *
 * @param version the room's new version: that of the last entry's last event
 * @param entries what is to be told of it, in order, with dense versions; never empty
 */
public record Revision(Room room, long version, List<Member> front, List<PendingEntry> entries) {

    public Revision {
        front = List.copyOf(front);
        entries = List.copyOf(entries);
    }

    /** The room of a revision that creates it. */
    public RoomState created() {
        return new RoomState(room, version, front, entries);
    }
}
