package io.tertulia.realtime.protocol;

import io.tertulia.events.message.MessageType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, checked to be well-formed; whether it is allowed is decided elsewhere.
 */
public sealed interface ClientFrame {

    /** The client's own name for the frame, repeated in its answer; null if it gave none. */
    @Nullable String clientId();

    /** What is about one room. */
    sealed interface InRoom extends ClientFrame {

        UUID room();
    }

    /** What changes a room's conversation, and so goes through the room's log. */
    sealed interface Change extends InRoom {}

    /**
     * Sends a message.
     *
     * @param id the message's id: the client's where it gave a UUID, a fresh one else
     * @param content normalised and of acceptable length; empty only with an attachment
     * @param attachmentId of an upload of the sender's; whether there is one is decided elsewhere
     */
    record SendMessage(
            @Nullable String clientId,
            UUID room,
            UUID id,
            String content,
            MessageType messageType,
            @Nullable UUID replyToId,
            @Nullable UUID attachmentId)
            implements Change {}

    /** Started, goes on or stopped typing. */
    record Typing(@Nullable String clientId, UUID room, boolean isTyping) implements InRoom {}

    /** Has read some messages. */
    record MarkRead(@Nullable String clientId, UUID room, List<UUID> messageIds) implements InRoom {
        public MarkRead {
            messageIds = List.copyOf(messageIds);
        }
    }

    /** Gives a message another content. */
    record EditMessage(@Nullable String clientId, UUID room, UUID messageId, String content)
            implements Change {}

    /** Deletes a message. */
    record DeleteMessage(@Nullable String clientId, UUID room, UUID messageId) implements Change {}

    /** Reacts to a message. */
    record AddReaction(@Nullable String clientId, UUID room, UUID messageId, String emoji)
            implements Change {}

    /** Takes a reaction back. */
    record RemoveReaction(@Nullable String clientId, UUID room, UUID messageId, String emoji)
            implements Change {}

    /** Asks for a sign of life. */
    record Ping(@Nullable String clientId) implements ClientFrame {}
}
