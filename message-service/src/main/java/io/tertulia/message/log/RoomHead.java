package io.tertulia.message.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of a room's log.
 *
 * @param lastSeq how many changes there are; the last one's place
 * @param lastNumber how many messages there are; the last one's number
 * @param lastActivityAt when the last change was decided; null while there is none
 * @param lastOrigin where the command behind the last change stood; null while there is none
 */
public record RoomHead(
        UUID room,
        long lastSeq,
        long lastNumber,
        @Nullable Instant lastActivityAt,
        @Nullable LogOffset lastOrigin) {

    /** The head of a room that nobody has written to. */
    public static RoomHead empty(UUID room) {
        return new RoomHead(room, 0, 0, null, null);
    }

    /** The head after one more change. */
    public RoomHead next(boolean hasNewMessage, Instant at, LogOffset origin) {
        return new RoomHead(
                room, lastSeq + 1, hasNewMessage ? lastNumber + 1 : lastNumber, at, origin);
    }
}
