package io.tertulia.message.sending;

import io.tertulia.events.User;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.message.MessageContent;
import io.tertulia.events.message.MessageType;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes well-formed commands out of requests, or tells all that is wrong with them at once. */
final class RequestChecks {

    private static final String REQUIRED = "This field is required.";
    private static final String LENGTH =
            "Must have 1 to %d characters, not only spaces.".formatted(MessageContent.LONGEST);

    private RequestChecks() {}

    /**
     * The command that a request asks for.
     *
     * @throws ProblemException 400 naming every bad field
     */
    static SendMessage check(MessageController.SendRequest request, User caller) {
        var errors = new TreeMap<String, List<String>>();
        UUID room = request.room();
        if (room == null) {
            errors.put("room", List.of(REQUIRED));
        }
        boolean hasAttachment = request.attachmentId() != null;
        String raw = request.content();
        String content = check(raw == null && hasAttachment ? "" : raw, hasAttachment, errors);
        if (room == null || !errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        UUID id = request.id();
        return new SendMessage(
                id == null ? UUID.randomUUID() : id,
                room,
                caller,
                content,
                Objects.requireNonNullElse(request.messageType(), MessageType.TEXT),
                request.replyToId(),
                request.attachmentId());
    }

    /**
     * The new content of a message, in its normal form.
     *
     * @param hasAttachment whether the message has one, so that it need not say anything
     * @throws ProblemException 400 if it is missing or not acceptable
     */
    static String content(@Nullable String raw, boolean hasAttachment) {
        var errors = new TreeMap<String, List<String>>();
        String content = check(raw, hasAttachment, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return content;
    }

    private static String check(
            @Nullable String raw, boolean hasAttachment, Map<String, List<String>> errors) {
        if (raw == null) {
            errors.put("content", List.of(REQUIRED));
            return "";
        }
        String content = MessageContent.normalise(raw);
        if (!MessageContent.isAcceptable(content, hasAttachment)) {
            errors.put("content", List.of(LENGTH));
        }
        return content;
    }
}
