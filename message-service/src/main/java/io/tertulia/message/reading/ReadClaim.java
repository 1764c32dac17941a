package io.tertulia.message.reading;

import io.tertulia.events.User;
import io.tertulia.message.log.RoomUser;
import java.util.SortedSet;
import java.util.UUID;

/**
 * What somebody wants to be marked in a room.
 *
 * @param numbers of messages of others, none beyond the room's head
 */
record ReadClaim(UUID room, User reader, SortedSet<Long> numbers) {

    RoomUser who() {
        return new RoomUser(room, reader.id());
    }
}
