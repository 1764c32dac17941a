package io.tertulia.realtime.protocol;

import io.tertulia.events.EventJson;
import io.tertulia.events.User;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The frames that the server makes itself; those that show messages are {@link MessageChange}. */
public final class ServerFrames {

    private static final JsonMapper MAPPER = EventJson.mapper();

    private ServerFrames() {}

    /**
     * The first frame of a socket that speaks actions.
     *
     * @param lastSeqs of each of its rooms, the place from which on it is shown everything
     */
    public static FrameText ready(User user, Map<UUID, Long> lastSeqs) {
        ObjectNode data = MAPPER.createObjectNode();
        data.set("user", MAPPER.valueToTree(user));
        ObjectNode rooms = data.putObject("rooms");
        lastSeqs.forEach((room, lastSeq) -> rooms.put(room.toString(), lastSeq));
        return action("ready", data);
    }

    /**
     * The answer to a frame that was carried out.
     *
     * @param messageId null where the frame was about no message
     */
    public static FrameText ack(@Nullable String clientId, @Nullable UUID messageId, long seq) {
        return action("ack", acknowledged(clientId, messageId, seq));
    }

    /**
     * The answer to a frame that marked messages as read.
     *
     * @param count how many were unread before
     */
    public static FrameText marked(@Nullable String clientId, long count) {
        ObjectNode data = acknowledged(clientId, null, 0);
        data.put("marked_as_read", count);
        return action("ack", data);
    }

    private static ObjectNode acknowledged(
            @Nullable String clientId, @Nullable UUID messageId, long seq) {
        ObjectNode data = MAPPER.createObjectNode();
        data.put("client_id", clientId);
        data.put("message_id", messageId == null ? null : messageId.toString());
        if (messageId == null) {
            data.putNull("seq");
        } else {
            data.put("seq", seq);
        }
        return data;
    }

    /** The answer to a frame that was not carried out; flat for those who speak signals. */
    public static FrameText error(
            Dialect dialect, @Nullable String clientId, String code, String detail) {
        ObjectNode frame = MAPPER.createObjectNode();
        frame.put("type", "error");
        ObjectNode data =
                switch (dialect) {
                    case ACTIONS -> frame.putObject("data");
                    case SIGNALS -> frame;
                };
        data.put("client_id", clientId);
        data.put("code", code);
        data.put("detail", detail);
        return text(frame);
    }

    /** Tells a client to fetch what it missed. */
    public static FrameText resync(UUID room, long lastSeq) {
        ObjectNode data = MAPPER.createObjectNode();
        data.put("room", room.toString());
        data.put("last_seq", lastSeq);
        return action("resync", data);
    }

    /** Somebody started or stopped typing. */
    public static FrameText typing(FrameStyle style, UUID room, User user, boolean isTyping) {
        return switch (style) {
            case ACTIONS -> {
                ObjectNode data = inRoom(room, user);
                data.put("is_typing", isTyping);
                yield action("typing", data);
            }
            case SIGNALS -> text(typingSignal(user, isTyping));
            case SIGNALS_NAMING_ROOM ->
                    text(typingSignal(user, isTyping).put("room", room.toString()));
        };
    }

    private static ObjectNode typingSignal(User user, boolean isTyping) {
        ObjectNode frame = MAPPER.createObjectNode();
        frame.put("type", isTyping ? "typing_start" : "typing_stop");
        frame.put("user_id", user.id().toString());
        if (isTyping) {
            frame.put("username", displayName(user));
        }
        return frame;
    }

    /** Somebody has read messages; there is no such frame in signals. */
    public static FrameText messagesRead(UUID room, MessagesRead read) {
        ObjectNode data = inRoom(room, read.user());
        data.set("message_ids", MAPPER.valueToTree(read.messageIds()));
        data.set("read_at", MAPPER.valueToTree(read.readAt()));
        data.put("up_to_seq", read.upToSeq());
        return action("messages_read", data);
    }

    /** Somebody opened or closed the room. */
    public static FrameText userStatus(UUID room, User user, boolean isJoined, boolean isOnline) {
        ObjectNode data = MAPPER.createObjectNode();
        data.put("action", isJoined ? "user_joined" : "user_left");
        data.setAll(inRoom(room, user));
        data.put("is_online", isOnline);
        return action("user_status", data);
    }

    /**
     * The room's new state, with the person that the change is about, if any. Like every frame it
     * names its room in {@code room}; the state's own {@code id} is the same.
     */
    public static FrameText roomChanged(
            String type, Room room, @Nullable User user, @Nullable Role role) {
        ObjectNode data = MAPPER.valueToTree(room);
        data.put("room", room.id().toString());
        if (user != null) {
            data.set("user", MAPPER.valueToTree(user));
        }
        if (role != null) {
            data.set("role", MAPPER.valueToTree(role));
        }
        return action(type, data);
    }

    /**
     * A frame of {@link #roomChanged} that brings a room to its reader, with the place from which
     * on the reader is shown everything.
     */
    public static FrameText withLastSeq(FrameText roomChanged, long lastSeq) {
        ObjectNode frame = (ObjectNode) MAPPER.readTree(roomChanged.toString());
        ((ObjectNode) frame.required("data")).put("last_seq", lastSeq);
        return text(frame);
    }

    private static ObjectNode inRoom(UUID room, User user) {
        ObjectNode data = MAPPER.createObjectNode();
        data.put("room", room.toString());
        data.put("user_id", user.id().toString());
        data.put("username", user.username());
        return data;
    }

    private static String displayName(User user) {
        String name = (user.firstName() + " " + user.lastName()).strip();
        return name.isEmpty() ? user.username() : name;
    }

    private static FrameText action(String type, ObjectNode data) {
        ObjectNode frame = MAPPER.createObjectNode();
        frame.put("type", type);
        frame.set("data", data);
        return text(frame);
    }

    private static FrameText text(ObjectNode frame) {
        return FrameText.of(MAPPER.writeValueAsBytes(frame));
    }
}
