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
     * @param room the room of the socket, and a frame that names another is refused; null for a
     *     socket of all rooms, whose frames must name theirs
     * @throws BadFrame if it is no JSON object, unknown, or a field is missing or wrong
     */
    public ClientFrame parse(byte[] json, Dialect dialect, @Nullable UUID room) throws BadFrame {
        FrameFields fields = FrameFields.of(object(json));
        UUID named = fields.optionalId("room");
        if (named != null && room != null && !named.equals(room)) {
            throw new BadFrame(fields.clientId(), "wrong_room", "This socket is another room's.");
        }
        UUID about = named == null ? room : named;
        return switch (dialect) {
            case ACTIONS -> action(fields, about);
            case SIGNALS -> signal(fields, about);
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

    private static ClientFrame action(FrameFields fields, @Nullable UUID about) throws BadFrame {
        String clientId = fields.clientId();
        String action = fields.text("action");
        return switch (action) {
            case "send_message" -> message(fields, room(about, fields), fields.optionalId("id"));
            case "typing" ->
                    new ClientFrame.Typing(clientId, room(about, fields), fields.flag("is_typing"));
            case "mark_read" ->
                    new ClientFrame.MarkRead(
                            clientId, room(about, fields), fields.ids("message_ids"));
            case "edit_message" ->
                    new ClientFrame.EditMessage(
                            clientId,
                            room(about, fields),
                            fields.id("message_id"),
                            fields.content());
            case "delete_message" ->
                    new ClientFrame.DeleteMessage(
                            clientId, room(about, fields), fields.id("message_id"));
            case "add_reaction" ->
                    new ClientFrame.AddReaction(
                            clientId, room(about, fields), fields.id("message_id"), fields.emoji());
            case "remove_reaction" ->
                    new ClientFrame.RemoveReaction(
                            clientId, room(about, fields), fields.id("message_id"), fields.emoji());
            case "ping" -> new ClientFrame.Ping(clientId);
            default -> throw unknown(clientId, "action", action);
        };
    }

    private static ClientFrame signal(FrameFields fields, @Nullable UUID about) throws BadFrame {
        String clientId = fields.clientId();
        String type = fields.text("type");
        return switch (type) {
            case "typing_start" -> new ClientFrame.Typing(clientId, room(about, fields), true);
            case "typing_stop" -> new ClientFrame.Typing(clientId, room(about, fields), false);
            case "new_message" -> {
                FrameFields message = fields.inside("message");
                // A message as REST gives it names its room itself.
                UUID room = about == null ? message.idOrNothing("room") : about;
                // Clients of this dialect number their messages as they like: only a UUID counts.
                yield message(message, room(room, fields), message.idOrNothing("id"));
            }
            default -> throw unknown(clientId, "type", type);
        };
    }

    private static UUID room(@Nullable UUID about, FrameFields fields) throws BadFrame {
        if (about == null) {
            throw fields.invalid("room", "the UUID of one of your rooms");
        }
        return about;
    }

    private static ClientFrame message(FrameFields fields, UUID room, @Nullable UUID id)
            throws BadFrame {
        UUID attachment = fields.optionalId("attachment_id");
        return new ClientFrame.SendMessage(
                fields.clientId(),
                room,
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
