package io.tertulia.message.sending;

import io.tertulia.events.User;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.message.MessageContent;
import io.tertulia.events.message.MessageType;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes well-formed commands out of requests, or tells all that is wrong with them at once. */
final class RequestChecks {

    private static final String REQUIRED = "This field is required.";
    private static final String LENGTH =
            "Must have 1 to %d characters, not only spaces.".formatted(MessageContent.LONGEST);

    private static final String NO_ATTACHMENTS =
            "Attachments cannot be sent yet: only messages of the type text, without this field.";

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
        String content = check(request.content(), errors);
        MessageType type = request.messageType();
        if (request.attachmentId() != null || (type != null && type != MessageType.TEXT)) {
            // Taken silently, a picture would look sent that nobody ever sees.
            errors.put("attachment_id", List.of(NO_ATTACHMENTS));
        }
        if (room == null || !errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        UUID id = request.id();
        return new SendMessage(
                id == null ? UUID.randomUUID() : id,
                room,
                caller,
                content,
                MessageType.TEXT,
                request.replyToId(),
                null);
    }

    /**
     * Content in its normal form.
     *
     * @throws ProblemException 400 if it is missing or not acceptable
     */
    static String content(@Nullable String raw) {
        var errors = new TreeMap<String, List<String>>();
        String content = check(raw, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return content;
    }

    private static String check(@Nullable String raw, Map<String, List<String>> errors) {
        if (raw == null) {
            errors.put("content", List.of(REQUIRED));
            return "";
        }
        String content = MessageContent.normalise(raw);
        if (!MessageContent.isAcceptable(content)) {
            errors.put("content", List.of(LENGTH));
        }
        return content;
    }
}
