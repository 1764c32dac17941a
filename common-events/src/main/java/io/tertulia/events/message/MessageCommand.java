package io.tertulia.events.message;

import io.tertulia.events.User;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a change of a room's conversation. A command is well-formed when it is appended; whether
 * it is allowed, the room's single writer decides.
 */
public sealed interface MessageCommand {

    /** Unique for ever: a command appended twice changes the room once. */
    UUID id();

    UUID room();

    User by();

    /**
     * Sends a message; the command's id becomes the message's.
     *
     * @param content may be empty where there is an attachment
     * @param messageType what the client calls it; with an attachment the writer decides by that,
     *     unless the client asks for a file
     * @param attachmentId of an upload of the sender's in the same room, not yet sent
     */
    record SendMessage(
            UUID id,
            UUID room,
            User by,
            String content,
            MessageType messageType,
            @Nullable UUID replyToId,
            @Nullable UUID attachmentId)
            implements MessageCommand {}

    /** Gives a message another content; for its sender only. */
    record EditMessage(UUID id, UUID room, User by, UUID messageId, String content)
            implements MessageCommand {}

    /** Deletes a message; for its sender and the room's owner and admins. */
    record DeleteMessage(UUID id, UUID room, User by, UUID messageId) implements MessageCommand {}

    /** Reacts to a message. */
    record AddReaction(UUID id, UUID room, User by, UUID messageId, String emoji)
            implements MessageCommand {}

    /** Takes a reaction back. */
    record RemoveReaction(UUID id, UUID room, User by, UUID messageId, String emoji)
            implements MessageCommand {}

    /** Changes nothing; its reply shows that commands are being decided. */
    record Probe(UUID id, UUID room, User by) implements MessageCommand {}
}
