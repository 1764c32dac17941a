package io.tertulia.message.membership;

import io.tertulia.events.room.Role;
import io.tertulia.message.log.RoomUser;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person in a room.
 *
 * @param version the room's version that this was learnt from; higher ones win
 * @param role null if the person does not take part
 */
public record Membership(RoomUser who, long version, @Nullable Role role) {

    public boolean isPresent() {
        return role != null;
    }
}
