package io.tertulia.presence.contacts;

import io.tertulia.events.Envelope;
import io.tertulia.events.room.RoomEvent;
import java.util.UUID;

/** How many people take part in a room, as of a version of that room. */
record RoomSize(UUID room, long version, int participants) {

    static RoomSize of(Envelope<RoomEvent> envelope) {
        return new RoomSize(
                envelope.data().room().id(),
                envelope.sequence(),
                envelope.data().room().participantCount());
    }
}
