package io.tertulia.message.writing;

import io.tertulia.events.message.Attachment;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.message.MessageType;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.Upload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message is after each kind of change. */
final class Revisions {

    private Revisions() {}

    static Message sent(
            SendMessage send, RoomHead head, @Nullable Message replied, @Nullable Upload upload) {
        Instant now = head.lastActivityAt();
        if (now == null) {
            throw new IllegalArgumentException("the head has no change");
        }
        return new Message(
                send.id(),
                send.room(),
                head.lastSeq(),
                head.lastNumber(),
                send.by(),
                send.content(),
                upload == null ? send.messageType() : type(send, upload),
                replied == null
                        ? null
                        : new Message.RepliedMessage(
                                replied.id(), replied.sender(), replied.content()),
                upload == null ? null : upload.attachment(),
                now,
                null,
                false,
                false,
                Map.of());
    }

    /** Who asks for a file gets a file; else it is what browsers would make of it. */
    private static MessageType type(SendMessage send, Upload upload) {
        return upload.isPicture() && send.messageType() != MessageType.FILE
                ? MessageType.IMAGE
                : MessageType.FILE;
    }

    static Message edited(Message message, String content, Instant now) {
        return revised(message, content, message.attachment(), now, false, message.reactions());
    }

    /** Keeps its place; what was said, attached and thought of it is gone. */
    static Message deleted(Message message) {
        return revised(message, "", null, message.editedAt(), true, Map.of());
    }

    static Message reacted(Message message, String emoji, int difference) {
        var reactions = new LinkedHashMap<>(message.reactions());
        if (reactions.merge(emoji, difference, Integer::sum) <= 0) {
            reactions.remove(emoji);
        }
        return revised(
                message,
                message.content(),
                message.attachment(),
                message.editedAt(),
                false,
                reactions);
    }

    private static Message revised(
            Message message,
            String content,
            @Nullable Attachment attachment,
            @Nullable Instant editedAt,
            boolean isDeleted,
            Map<String, Integer> reactions) {
        return new Message(
                message.id(),
                message.room(),
                message.seq(),
                message.number(),
                message.sender(),
                content,
                message.messageType(),
                message.replyTo(),
                attachment,
                message.createdAt(),
                editedAt,
                editedAt != null,
                isDeleted,
                reactions);
    }
}
