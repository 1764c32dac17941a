package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.tertulia.events.EventJson;
import io.tertulia.events.MalformedRecord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks over the JSON of an event that goes into frames as it is. It builds next to nothing from
 * it: it makes sure that clients can read the frame, and that the record's key and headers, by
 * which it is placed, say what the event says. One that does not is left out, and fetched from the
 * room's log as any that is missing.
 */
final class EventBytes {

    private static final JsonMapper MAPPER = EventJson.mapper();

    /** Several times what the longest message with the longest answer and all reactions takes. */
    private static final int LARGEST = 256 * 1024;

    private EventBytes() {}

    /**
     * Whose message an event is of.
     *
     * @param message the message's id
     */
    record Origin(UUID message, UUID sender) {}

    /**
     * Makes sure that an event is the change of that place of that room.
     *
     * @return whose message it is of; null if it does not say so
     * @throws MalformedRecord if it is not
     */
    static @Nullable Origin check(byte[] value, UUID room, long seq) {
        if (seq < 1) {
            throw new MalformedRecord("no change has the place " + seq);
        }
        if (value.length > LARGEST || !ByteBufUtil.isText(Unpooled.wrappedBuffer(value), UTF_8)) {
            throw new MalformedRecord("the value is too large or no UTF-8");
        }
        try (JsonParser json = MAPPER.createParser(value)) {
            return check(json, room, seq);
        } catch (JacksonException e) {
            throw new MalformedRecord("the value is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static @Nullable Origin check(JsonParser json, UUID room, long seq) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedRecord("the value is no JSON object");
        }
        boolean isSeq = false;
        boolean isRoom = false;
        UUID message = null;
        UUID sender = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "id" -> message = uuid(json);
                case "seq" -> isSeq = json.isExpectedNumberIntToken() && json.getLongValue() == seq;
                case "room" -> isRoom = room.toString().equals(text(json));
                case "sender" -> sender = idOf(json);
                default -> json.skipChildren();
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new MalformedRecord("the value goes on after its JSON");
        }
        if (!isSeq || !isRoom) {
            throw new MalformedRecord("the value is of another place than its key and headers");
        }
        return message == null || sender == null ? null : new Origin(message, sender);
    }

    /** The id of the object that comes next; null where it is none. */
    private static @Nullable UUID idOf(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        UUID id = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("id")) {
                id = uuid(json);
            } else {
                json.skipChildren();
            }
        }
        return id;
    }

    private static @Nullable UUID uuid(JsonParser json) {
        String text = text(json);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String text(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        return null;
    }
}
