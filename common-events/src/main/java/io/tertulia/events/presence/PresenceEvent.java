package io.tertulia.events.presence;

import io.tertulia.events.User;
import java.time.Instant;
import java.util.UUID;

/** A change of a person's presence, in the order of that person. */
public sealed interface PresenceEvent {

    User user();

    /** The person's first connection opened. */
    record UserCameOnline(User user) implements PresenceEvent {}

    /** The person's last connection closed, or fell silent. */
    record UserWentOffline(User user, Instant lastSeen) implements PresenceEvent {}

    /** The person opened a room. */
    record UserJoinedRoom(User user, UUID room) implements PresenceEvent {}

    /**
     * The person closed a room.
     *
     * @param isOnline whether the person is still connected elsewhere
     */
    record UserLeftRoom(User user, UUID room, boolean isOnline) implements PresenceEvent {}
}
