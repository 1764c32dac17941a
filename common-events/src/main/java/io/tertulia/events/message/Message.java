package io.tertulia.events.message;

import io.tertulia.events.User;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is at one place of its room's log.
 *
 * @param id unique for ever; chosen by the client or given by the service that took the message
 * @param seq in an event or frame the change's place in the room's log, in a page of messages the
 *     place at which the message was sent
 * @param number the message's place among the room's messages: 1, 2, 3…
 * @param content plain text, Unicode NFC; empty once the message is deleted
 * @param reactions how many people reacted, by emoji
 */
public record Message(
        UUID id,
        UUID room,
        long seq,
        long number,
        User sender,
        String content,
        MessageType messageType,
        @Nullable RepliedMessage replyTo,
        @Nullable Attachment attachment,
        Instant createdAt,
        @Nullable Instant editedAt,
        boolean isEdited,
        boolean isDeleted,
        Map<String, Integer> reactions) {

    /** What a reply shows of the message that it answers. */
    public record RepliedMessage(UUID id, User sender, String content) {}

    /** The same message, seen at another place of the log. */
    public Message at(long otherSeq) {
        return new Message(
                id,
                room,
                otherSeq,
                number,
                sender,
                content,
                messageType,
                replyTo,
                attachment,
                createdAt,
                editedAt,
                isEdited,
                isDeleted,
                reactions);
    }
}
