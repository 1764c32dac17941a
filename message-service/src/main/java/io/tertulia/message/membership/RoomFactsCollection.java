package io.tertulia.message.membership;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/**
 * Collection {@code room_facts}: what rooms are like.
 *
 * <ul>
 *   <li>{@code _id} room: asked by {@code $in} for every batch of commands
 *   <li>{@code state}: {@code version} of the room, then {@code is_active}, {@code room_type},
 *       {@code visibility}, {@code participant_count} (missing in what older releases stored);
 *       {@code $max} lets newer versions win, and of one version the state that knows more
 * </ul>
 */
public final class RoomFactsCollection {

    static final String NAME = "room_facts";

    private final MongoCollection<Document> facts;

    public RoomFactsCollection(MongoDatabase database) {
        facts = database.getCollection(NAME);
    }

    /** Learns these; what is known of a newer version stays. */
    public void put(Collection<RoomFacts> learnt) {
        if (!learnt.isEmpty()) {
            facts.bulkWrite(
                    learnt.stream().map(RoomFactsCollection::upsert).toList(),
                    new BulkWriteOptions().ordered(false));
        }
    }

    /** What is known of these. */
    public Map<UUID, RoomFacts> find(Collection<UUID> rooms) {
        var found = new HashMap<UUID, RoomFacts>();
        if (!rooms.isEmpty()) {
            List<String> ids = rooms.stream().map(UUID::toString).toList();
            facts.find(new Document("_id", new Document("$in", ids)))
                    .map(RoomFactsCollection::facts)
                    .forEach(each -> found.put(each.room(), each));
        }
        return found;
    }

    private static WriteModel<Document> upsert(RoomFacts each) {
        var state =
                new Document("version", each.version())
                        .append("is_active", each.isActive())
                        .append("room_type", each.roomType().name())
                        .append("visibility", each.visibility().name())
                        .append("participant_count", each.participantCount());
        return new UpdateOneModel<>(
                new Document("_id", each.room().toString()),
                new Document("$max", new Document("state", state)),
                new UpdateOptions().upsert(true));
    }

    private static RoomFacts facts(Document document) {
        Document state = document.get("state", Document.class);
        return new RoomFacts(
                UUID.fromString(document.getString("_id")),
                state.getLong("version"),
                state.getBoolean("is_active"),
                RoomType.valueOf(state.getString("room_type")),
                Visibility.valueOf(state.getString("visibility")),
                state.getInteger("participant_count"));
    }
}
