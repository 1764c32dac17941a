package io.tertulia.room.rules;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who takes part in a room.
 *
 * @param since the room's version with which they came: it orders the members by seniority, and
 *     unlike a time no two members share it
 */
public record Member(User user, Role role, long since, Instant joinedAt) {

    public UUID id() {
        return user.id();
    }

    Member with(Role other) {
        return new Member(user, other, since, joinedAt);
    }
}
