package io.tertulia.room.heads;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A room's conversation at a glance, for one person.
 *
 * @param lastSeq 0 in a room that was never written to
 * @param lastMessage handed on as message-service gives it; null where there is none
 * @param lastActivityAt null in a room that was never written to
 */
public record RoomHead(
        long lastSeq,
        @Nullable JsonNode lastMessage,
        @Nullable Instant lastActivityAt,
        long unreadCount) {

    /** The head of a room that was never written to. */
    public static final RoomHead EMPTY = new RoomHead(0, null, null, 0);
}
