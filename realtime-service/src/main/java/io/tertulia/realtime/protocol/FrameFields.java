package io.tertulia.realtime.protocol;

import io.tertulia.events.message.MessageContent;
import io.tertulia.events.message.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads typed fields out of one client frame; what is missing or wrong is named to the client. */
final class FrameFields {

    /** A client id is for the client's own book-keeping and comes back in every answer. */
    static final int LONGEST_CLIENT_ID = 128;

    static final int MOST_MESSAGE_IDS = 500;
    static final int LONGEST_EMOJI = 64;
    private static final int UUID_LENGTH = 36;

    private final JsonNode node;
    private final @Nullable String clientId;

    private FrameFields(JsonNode node, @Nullable String clientId) {
        this.node = node;
        this.clientId = clientId;
    }

    static FrameFields of(JsonNode frame) throws BadFrame {
        var bare = new FrameFields(frame, null);
        JsonNode id = frame.get("client_id");
        if (id == null || id.isNull()) {
            return bare;
        }
        // Half a surrogate pair could not be given back: it has no UTF-8.
        if (!id.isString()
                || id.stringValue().length() > LONGEST_CLIENT_ID
                || hasLoneSurrogate(id.stringValue())) {
            throw bare.invalid("client_id", "a string of at most 128 characters");
        }
        return new FrameFields(frame, id.stringValue());
    }

    /** The fields of an object within the frame. */
    FrameFields inside(String name) throws BadFrame {
        JsonNode inner = node.get(name);
        if (inner == null || !inner.isObject()) {
            throw invalid(name, "an object");
        }
        return new FrameFields(inner, clientId);
    }

    @Nullable String clientId() {
        return clientId;
    }

    String text(String name) throws BadFrame {
        JsonNode value = node.get(name);
        if (value == null || !value.isString()) {
            throw invalid(name, "a string");
        }
        return value.stringValue();
    }

    /** The text of a message, normalised. */
    String content() throws BadFrame {
        return acceptable(text("content"), false);
    }

    /** The same for a message with an attachment, which need not say anything. */
    String contentBesideAttachment() throws BadFrame {
        JsonNode value = node.get("content");
        return value == null || value.isNull() ? "" : acceptable(text("content"), true);
    }

    private String acceptable(String text, boolean hasAttachment) throws BadFrame {
        String content = MessageContent.normalise(text);
        // Blanks beside an attachment say nothing, and nothing is what they are taken for.
        if (hasAttachment && content.isBlank()) {
            return "";
        }
        if (!MessageContent.isAcceptable(content)) {
            throw invalid(
                    "content", "a text of 1 to %d characters".formatted(MessageContent.LONGEST));
        }
        return content;
    }

    boolean flag(String name) throws BadFrame {
        JsonNode value = node.get(name);
        if (value == null || !value.isBoolean()) {
            throw invalid(name, "true or false");
        }
        return value.booleanValue();
    }

    UUID id(String name) throws BadFrame {
        UUID id = uuid(node.get(name));
        if (id == null) {
            throw invalid(name, "a UUID");
        }
        return id;
    }

    /** Null if the field is not there; anything but a UUID in it is refused. */
    @Nullable UUID optionalId(String name) throws BadFrame {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : id(name);
    }

    /** Null if the field is not there or holds anything but a UUID. */
    @Nullable UUID idOrNothing(String name) {
        return uuid(node.get(name));
    }

    List<UUID> ids(String name) throws BadFrame {
        JsonNode array = node.get(name);
        if (array == null || !array.isArray() || array.size() > MOST_MESSAGE_IDS) {
            throw invalid(name, "a list of at most %d UUIDs".formatted(MOST_MESSAGE_IDS));
        }
        var ids = new ArrayList<UUID>(array.size());
        for (JsonNode element : array) {
            UUID id = uuid(element);
            if (id == null) {
                throw invalid(name, "a list of UUIDs");
            }
            ids.add(id);
        }
        return ids;
    }

    String emoji() throws BadFrame {
        String emoji = text("emoji");
        if (emoji.isBlank()
                || emoji.length() > LONGEST_EMOJI
                || !MessageContent.normalise(emoji).equals(emoji)) {
            throw invalid("emoji", "an emoji");
        }
        return emoji;
    }

    MessageType messageType() throws BadFrame {
        JsonNode value = node.get("message_type");
        if (value == null || value.isNull()) {
            return MessageType.TEXT;
        }
        if (value.isString()) {
            for (MessageType type : MessageType.values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(value.stringValue())) {
                    return type;
                }
            }
        }
        throw invalid("message_type", "text, image or file");
    }

    BadFrame invalid(String field, String expected) {
        return new BadFrame(clientId, "invalid", "%s must be %s.".formatted(field, expected));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private static @Nullable UUID uuid(@Nullable JsonNode value) {
        // The length check also keeps out the short forms that UUID.fromString would take.
        if (value == null || !value.isString() || value.stringValue().length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(value.stringValue());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
