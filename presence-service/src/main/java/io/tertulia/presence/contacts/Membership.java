package io.tertulia.presence.contacts;

import io.tertulia.events.Envelope;
import io.tertulia.events.User;
import io.tertulia.events.room.RoomEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether somebody takes part in a room, as of a version of that room.
 *
 * @param user as the room's event showed the person
 */
record Membership(UUID room, User user, long version, boolean isMember) {

    /** What an event says about somebody; empty if it is about the room alone. */
    static Optional<Membership> of(Envelope<RoomEvent> envelope) {
        return switch (envelope.data()) {
            case RoomEvent.ParticipantJoined joined -> of(envelope, joined.user(), true);
            case RoomEvent.ParticipantRoleChanged changed -> of(envelope, changed.user(), true);
            case RoomEvent.ParticipantLeft left -> of(envelope, left.user(), false);
            case RoomEvent.RoomCreated _, RoomEvent.RoomUpdated _ -> Optional.empty();
        };
    }

    private static Optional<Membership> of(
            Envelope<RoomEvent> envelope, User user, boolean isMember) {
        return Optional.of(
                new Membership(envelope.data().room().id(), user, envelope.sequence(), isMember));
    }
}
