package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Digest;
import io.tertulia.guarantees.history.Listed;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads what frames, pages and events tell of a message; all tell it in the same form. */
final class Telling {

    private Telling() {}

    static Change change(long seq, Change.Type type, JsonNode message) {
        return new Change(seq, type, id(message), content(message), sentAt(message));
    }

    static Listed listed(JsonNode message) {
        return new Listed(
                id(message),
                message.path("seq").asLong(),
                message.path("number").asLong(),
                content(message),
                sentAt(message));
    }

    private static UUID id(JsonNode message) {
        return UUID.fromString(message.path("id").asString(""));
    }

    private static long content(JsonNode message) {
        return Digest.of(message.path("content").asString(""));
    }

    private static long sentAt(JsonNode message) {
        return Instant.parse(message.path("created_at").asString("")).toEpochMilli();
    }
}
