package io.tertulia.realtime.protocol;

import io.tertulia.events.EventJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads client frames of both dialects. Safe for use by many threads. */
public final class FrameParser {

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final int LONGEST_NAME_SHOWN = 40;

    /**
     * Reads a frame.
     *
     * @param room the room of the socket; a frame that names another is refused
     * @throws BadFrame if it is no JSON object, unknown, or a field is missing or wrong
     */
    public ClientFrame parse(byte[] json, Dialect dialect, UUID room) throws BadFrame {
        FrameFields fields = FrameFields.of(object(json));
        UUID named = fields.optionalId("room");
        if (named != null && !named.equals(room)) {
            throw new BadFrame(fields.clientId(), "wrong_room", "This socket is another room's.");
        }
        return switch (dialect) {
            case ACTIONS -> action(fields);
            case SIGNALS -> signal(fields);
        };
    }

    private static JsonNode object(byte[] json) throws BadFrame {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new BadFrame(null, "malformed", "The frame is not well-formed JSON.");
        }
        throw new BadFrame(null, "malformed", "The frame must be a JSON object.");
    }

    private static ClientFrame action(FrameFields fields) throws BadFrame {
        String clientId = fields.clientId();
        String action = fields.text("action");
        return switch (action) {
            case "send_message" -> message(clientId, fields, fields.optionalId("id"));
            case "typing" -> new ClientFrame.Typing(clientId, fields.flag("is_typing"));
            case "mark_read" -> new ClientFrame.MarkRead(clientId, fields.ids("message_ids"));
            case "edit_message" ->
                    new ClientFrame.EditMessage(
                            clientId, fields.id("message_id"), fields.content());
            case "delete_message" ->
                    new ClientFrame.DeleteMessage(clientId, fields.id("message_id"));
            case "add_reaction" ->
                    new ClientFrame.AddReaction(clientId, fields.id("message_id"), fields.emoji());
            case "remove_reaction" ->
                    new ClientFrame.RemoveReaction(
                            clientId, fields.id("message_id"), fields.emoji());
            case "ping" -> new ClientFrame.Ping(clientId);
            default -> throw unknown(clientId, "action", action);
        };
    }

    private static ClientFrame signal(FrameFields fields) throws BadFrame {
        String clientId = fields.clientId();
        String type = fields.text("type");
        return switch (type) {
            case "typing_start" -> new ClientFrame.Typing(clientId, true);
            case "typing_stop" -> new ClientFrame.Typing(clientId, false);
            case "new_message" -> {
                // Clients of this dialect number their messages as they like: only a UUID counts.
                FrameFields message = fields.inside("message");
                yield message(clientId, message, message.idOrNothing("id"));
            }
            default -> throw unknown(clientId, "type", type);
        };
    }

    private static ClientFrame message(
            @Nullable String clientId, FrameFields fields, @Nullable UUID id) throws BadFrame {
        UUID attachment = fields.optionalId("attachment_id");
        return new ClientFrame.SendMessage(
                clientId,
                id == null ? UUID.randomUUID() : id,
                attachment == null ? fields.content() : fields.contentBesideAttachment(),
                fields.messageType(),
                fields.optionalId("reply_to_id"),
                attachment);
    }

    private static BadFrame unknown(@Nullable String clientId, String field, String value) {
        String shown =
                value.length() > LONGEST_NAME_SHOWN
                        ? value.substring(0, LONGEST_NAME_SHOWN) + "…"
                        : value;
        return new BadFrame(clientId, "unknown_action", "Unknown %s: %s".formatted(field, shown));
    }
}
