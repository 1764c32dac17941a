package io.tertulia.message.membership;

import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a room.
 *
 * @param version the room's version that this was learnt from; higher ones win
 * @param participantCount null where it was learnt before anybody asked for it
 */
public record RoomFacts(
        UUID room,
        long version,
        boolean isActive,
        RoomType roomType,
        Visibility visibility,
        @Nullable Integer participantCount) {

    private static final int DIRECT_PARTICIPANTS = 2;

    /** The facts that a room of a version says about itself. */
    static RoomFacts of(Room room, long version) {
        return new RoomFacts(
                room.id(),
                version,
                room.isActive(),
                room.roomType(),
                room.visibility(),
                room.participantCount());
    }

    /** Whether at most so many take part; no where that is not known. */
    boolean hasAtMost(int participants) {
        return participantCount == null
                ? roomType == RoomType.DIRECT && participants >= DIRECT_PARTICIPANTS
                : participantCount <= participants;
    }
}
