package io.tertulia.message.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code rooms}: the head of each room's log. It is raised after the messages are
 * stored, so whoever reads only what lies below it never sees a hole.
 *
 * <ul>
 *   <li>{@code _id} room
 *   <li>{@code last_seq}, {@code last_number}, {@code last_activity_at}: only ever grow
 *   <li>{@code last_origin}: {@code seq} of the last change, then {@code epoch}, {@code partition}
 *       and {@code offset} of the command behind it; {@code $max} lets newer ones win
 * </ul>
 *
 * <p>No index but {@code _id}. A head that was lost is found again from {@code changes}.
 */
public final class HeadsCollection {

    static final String NAME = "rooms";

    private final MongoCollection<Document> heads;

    public HeadsCollection(MongoDatabase database) {
        heads = database.getCollection(NAME);
    }

    /** Raises heads to at least these. */
    public void raise(Collection<RoomHead> raised) {
        MongoWrites.write(
                heads,
                raised.stream()
                        .map(
                                head ->
                                        MongoWrites.upsert(
                                                head.room().toString(),
                                                new Document("$max", fields(head))))
                        .toList());
    }

    /** The head of a room, empty if nobody has written to it. */
    public RoomHead find(UUID room) {
        return find(List.of(room)).getOrDefault(room, RoomHead.empty(room));
    }

    /** The heads of those of these rooms that somebody has written to. */
    public Map<UUID, RoomHead> find(Collection<UUID> rooms) {
        var found = new HashMap<UUID, RoomHead>();
        if (!rooms.isEmpty()) {
            List<String> ids = rooms.stream().map(UUID::toString).toList();
            heads.find(new Document("_id", new Document("$in", ids)))
                    .map(HeadsCollection::head)
                    .forEach(head -> found.put(head.room(), head));
        }
        return found;
    }

    /**
     * The heads of the rooms from this one on, in the order of their ids as text, at most as many
     * as the limit.
     *
     * @param first null for the very first room
     */
    public List<RoomHead> from(@Nullable UUID first, int limit) {
        String least = first == null ? "" : first.toString();
        return heads.find(new Document("_id", new Document("$gte", least)))
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(HeadsCollection::head)
                .into(new ArrayList<>());
    }

    private static Document fields(RoomHead head) {
        var fields =
                new Document("last_seq", head.lastSeq()).append("last_number", head.lastNumber());
        Instant at = head.lastActivityAt();
        if (at != null) {
            fields.append("last_activity_at", Date.from(at));
        }
        LogOffset origin = head.lastOrigin();
        if (origin != null) {
            // The place first: offsets of two epochs cannot be compared, places always can.
            fields.append(
                    "last_origin",
                    new Document("seq", head.lastSeq())
                            .append("epoch", origin.epoch())
                            .append("partition", origin.partition())
                            .append("offset", origin.offset()));
        }
        return fields;
    }

    private static RoomHead head(Document document) {
        Date at = document.getDate("last_activity_at");
        return new RoomHead(
                UUID.fromString(document.getString("_id")),
                document.getLong("last_seq"),
                document.getLong("last_number"),
                at == null ? null : at.toInstant(),
                origin(document.get("last_origin", Document.class)));
    }

    private static @Nullable LogOffset origin(@Nullable Document origin) {
        return origin == null
                ? null
                : new LogOffset(
                        origin.getString("epoch"),
                        origin.getInteger("partition"),
                        origin.getLong("offset"));
    }
}
