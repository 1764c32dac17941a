package io.tertulia.message.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Collection {@code positions}: from where each partition of the commands must be read again after
 * a crash. Everything before a position is stored and published.
 *
 * <ul>
 *   <li>{@code _id} partition
 *   <li>{@code offset}: only grows, unless the topic itself was replaced
 * </ul>
 */
public final class PositionsCollection {

    static final String NAME = "positions";

    private final MongoCollection<Document> positions;

    public PositionsCollection(MongoDatabase database) {
        positions = database.getCollection(NAME);
    }

    /** Moves positions forward; one that is further stays where it is. */
    public void advance(Collection<LogOffset> offsets) {
        MongoWrites.write(
                positions,
                offsets.stream()
                        .map(
                                each ->
                                        MongoWrites.upsert(
                                                each.partition(),
                                                new Document(
                                                        "$max",
                                                        new Document("offset", each.offset()))))
                        .toList());
    }

    /** Puts a position back: the topic is another one than that which it was made for. */
    public void reset(LogOffset offset) {
        positions.updateOne(
                new Document("_id", offset.partition()),
                new Document("$set", new Document("offset", offset.offset())),
                new UpdateOptions().upsert(true));
    }

    /** The positions of those of these partitions that have one. */
    public Map<Integer, Long> find(Collection<Integer> partitions) {
        var found = new HashMap<Integer, Long>();
        positions
                .find(new Document("_id", new Document("$in", List.copyOf(partitions))))
                .forEach(each -> found.put(each.getInteger("_id"), each.getLong("offset")));
        return found;
    }
}
