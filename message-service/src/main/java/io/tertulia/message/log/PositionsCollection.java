package io.tertulia.message.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
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
 *   <li>{@code epoch}: which run of the topic's offsets it is of
 *   <li>{@code offset}: only grows within an epoch
 * </ul>
 */
public final class PositionsCollection {

    static final String NAME = "positions";

    private final MongoCollection<Document> positions;

    public PositionsCollection(MongoDatabase database) {
        positions = database.getCollection(NAME);
    }

    /**
     * Moves positions forward; one that is further stays where it is, and so does one of another
     * epoch: who still writes what it read from a topic that is gone must not make others skip.
     */
    public void advance(Collection<LogOffset> offsets) {
        List<WriteModel<Document>> writes =
                offsets.stream().map(PositionsCollection::advance).toList();
        MongoWrites.write(positions, writes);
    }

    private static WriteModel<Document> advance(LogOffset each) {
        return new UpdateOneModel<>(
                new Document("_id", each.partition()).append("epoch", each.epoch()),
                new Document("$max", new Document("offset", each.offset())));
    }

    /** Begins an epoch: the first one, or that of another topic or of other offsets. */
    public void begin(LogOffset offset) {
        positions.updateOne(
                new Document("_id", offset.partition()),
                new Document(
                        "$set",
                        new Document("epoch", offset.epoch()).append("offset", offset.offset())),
                new UpdateOptions().upsert(true));
    }

    /** The positions of those of these partitions that have one. */
    public Map<Integer, LogOffset> find(Collection<Integer> partitions) {
        var found = new HashMap<Integer, LogOffset>();
        positions
                .find(new Document("_id", new Document("$in", List.copyOf(partitions))))
                .map(
                        each ->
                                new LogOffset(
                                        each.getString("epoch"),
                                        each.getInteger("_id"),
                                        each.getLong("offset")))
                .forEach(each -> found.put(each.partition(), each));
        return found;
    }
}
