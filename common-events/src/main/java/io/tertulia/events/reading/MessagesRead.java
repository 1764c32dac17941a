package io.tertulia.events.reading;

import io.tertulia.events.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has read messages of the room that is the record's key.
 *
 * @param messageIds the newest of those that were unread before, at most {@value #MOST_IDS}
 * @param upToSeq everything sent up to this place of the room's log is read; null where only those
 *     named are
 * @param audience the people to be told; null for everybody in the room
 */
public record MessagesRead(
        User user,
        List<UUID> messageIds,
        @Nullable Long upToSeq,
        Instant readAt,
        @Nullable List<UUID> audience) {

    /** More would make one reader's event larger than a frame may be. */
    public static final int MOST_IDS = 100;

    public MessagesRead {
        messageIds = List.copyOf(messageIds);
        audience = audience == null ? null : List.copyOf(audience);
    }
}
