package io.tertulia.events.reading;

import io.tertulia.events.User;
import java.util.List;
import java.util.UUID;

/**
 * Asks for messages to be marked as read. It goes beside the room's log, so that ten thousand
 * readers never keep one writer waiting; marking again changes nothing.
 *
 * @param id of this request alone
 * @param messageIds those that are unknown, or of another room, are passed over
 */
public record MarkRead(UUID id, UUID room, User by, List<UUID> messageIds) {

    public MarkRead {
        messageIds = List.copyOf(messageIds);
    }
}
