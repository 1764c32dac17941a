package io.tertulia.message.log;

import io.tertulia.events.User;
import io.tertulia.events.message.Attachment;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageType;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How a message is written: what never changes beside a sub-document {@code state}, whose first
 * field is the place of the last change. Documents compare field by field, so {@code $max} on it
 * lets newer states win over older ones, whoever writes last.
 */
final class MessageDocuments {

    static final String STATE = "state";

    private MessageDocuments() {}

    static Document snapshot(LoggedMessage logged) {
        return constants(logged.message()).append(STATE, state(logged));
    }

    static Document constants(Message message) {
        return new Document("message_id", message.id().toString())
                .append("room", message.room().toString())
                .append("number", message.number())
                .append("seq", message.seq())
                .append("sender", user(message.sender()))
                .append("message_type", message.messageType().name().toLowerCase(Locale.ROOT))
                .append("reply_to", replied(message.replyTo()))
                .append("attachment", attachment(message.attachment()))
                .append("created_at", Date.from(message.createdAt()));
    }

    static Document state(LoggedMessage logged) {
        Message message = logged.message();
        Instant editedAt = message.editedAt();
        return new Document("seq", logged.stateSeq())
                .append("content", message.content())
                .append("edited_at", editedAt == null ? null : Date.from(editedAt))
                .append("is_deleted", message.isDeleted())
                // Emojis are values and not field names: those must not hold dots and dollars.
                .append("reactions", reactions(message.reactions()));
    }

    static LoggedMessage message(Document document) {
        Document state = document.get(STATE, Document.class);
        Date editedAt = state.getDate("edited_at");
        boolean isDeleted = state.getBoolean("is_deleted");
        Document attachment = document.get("attachment", Document.class);
        var message =
                new Message(
                        uuid(document, "message_id"),
                        uuid(document, "room"),
                        document.getLong("seq"),
                        document.getLong("number"),
                        user(document.get("sender", Document.class)),
                        state.getString("content"),
                        MessageType.valueOf(
                                document.getString("message_type").toUpperCase(Locale.ROOT)),
                        replied(document.get("reply_to", Document.class)),
                        isDeleted || attachment == null
                                ? null
                                : AttachmentDocuments.read(attachment),
                        document.getDate("created_at").toInstant(),
                        editedAt == null ? null : editedAt.toInstant(),
                        editedAt != null,
                        isDeleted,
                        reactions(state.getList("reactions", Document.class)));
        return new LoggedMessage(message, state.getLong("seq"));
    }

    private static Document user(User user) {
        return new Document("id", user.id().toString())
                .append("username", user.username())
                .append("first_name", user.firstName())
                .append("last_name", user.lastName());
    }

    private static User user(Document document) {
        return new User(
                uuid(document, "id"),
                document.getString("username"),
                document.getString("first_name"),
                document.getString("last_name"));
    }

    private static @Nullable Document replied(Message.@Nullable RepliedMessage replied) {
        return replied == null
                ? null
                : new Document("id", replied.id().toString())
                        .append("sender", user(replied.sender()))
                        .append("content", replied.content());
    }

    private static Message.@Nullable RepliedMessage replied(@Nullable Document document) {
        return document == null
                ? null
                : new Message.RepliedMessage(
                        uuid(document, "id"),
                        user(document.get("sender", Document.class)),
                        document.getString("content"));
    }

    private static @Nullable Document attachment(@Nullable Attachment attachment) {
        return attachment == null ? null : AttachmentDocuments.write(attachment);
    }

    private static List<Document> reactions(Map<String, Integer> reactions) {
        return reactions.entrySet().stream()
                .map(entry -> new Document("emoji", entry.getKey()).append("n", entry.getValue()))
                .toList();
    }

    private static Map<String, Integer> reactions(List<Document> documents) {
        var reactions = new LinkedHashMap<String, Integer>();
        documents.forEach(each -> reactions.put(each.getString("emoji"), each.getInteger("n")));
        return reactions;
    }

    private static UUID uuid(Document document, String field) {
        return UUID.fromString(document.getString(field));
    }
}
