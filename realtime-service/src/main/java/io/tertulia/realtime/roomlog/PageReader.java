package io.tertulia.realtime.roomlog;

import io.tertulia.events.EventJson;
import io.tertulia.realtime.protocol.MessageChange;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a page of a room's log. */
final class PageReader {

    private static final JsonMapper MAPPER = EventJson.mapper();

    LogAnswer read(String json, long after) {
        try {
            JsonNode page = MAPPER.readTree(json);
            long lastSeq = page.required("last_seq").asLong();
            boolean hasMore = page.path("has_more").asBoolean();
            long reached = hasMore ? after : lastSeq;
            var changes = new ArrayList<LoggedChange>();
            for (JsonNode change : page.path("changes")) {
                reached = Math.max(reached, change.required("seq").asLong());
                change(change).ifPresent(changes::add);
            }
            if (hasMore && reached <= after) {
                return new LogAnswer.Away("message-service says there is more, but gives nothing");
            }
            return new LogAnswer.Page(changes, reached, lastSeq, hasMore);
        } catch (JacksonException | IllegalArgumentException e) {
            return new LogAnswer.Away("message-service answered what is no page: " + e);
        }
    }

    /** Empty for a kind of change that a newer message-service has added. */
    private static Optional<LoggedChange> change(JsonNode change) {
        long seq = change.required("seq").asLong();
        return MessageChange.ofFrame(change.required("type").asString())
                .filter(kind -> change.path("message").isObject())
                .map(kind -> new LoggedChange(seq, kind, message(change, seq)));
    }

    private static byte[] message(JsonNode change, long seq) {
        ObjectNode message = (ObjectNode) change.required("message");
        message.put("seq", seq);
        return MAPPER.writeValueAsBytes(message);
    }
}
