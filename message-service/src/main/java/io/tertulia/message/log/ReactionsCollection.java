package io.tertulia.message.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/**
 * Collection {@code reactions}: with what each person reacted to each message. The message itself
 * holds only how many did, so that neither it nor a change grows with the room.
 *
 * <ul>
 *   <li>{@code _id} "message:user": asked by {@code $in} for a batch's reactions
 *   <li>{@code message}, {@code user}
 *   <li>{@code state}: {@code seq} of the last change, then {@code emojis}; {@code $max} lets newer
 *       ones win
 * </ul>
 */
public final class ReactionsCollection {

    static final String NAME = "reactions";

    private final MongoCollection<Document> reactions;

    public ReactionsCollection(MongoDatabase database) {
        reactions = database.getCollection(NAME);
    }

    /** A person's reactions to a message. */
    public record Key(UUID message, UUID user) {
        String id() {
            return message + ":" + user;
        }
    }

    /** Brings reactions to at least the states after these changes, all of reactions. */
    public void put(Collection<Change> changes) {
        MongoWrites.write(
                reactions,
                changes.stream()
                        .map(
                                change ->
                                        MongoWrites.upsert(
                                                key(change).id(), update(change, key(change))))
                        .toList());
    }

    private static Key key(Change change) {
        return new Key(change.after().id(), change.cause().by());
    }

    private static Document update(Change change, Key key) {
        return new Document(
                        "$setOnInsert",
                        new Document("message", key.message().toString())
                                .append("user", key.user().toString()))
                .append(
                        "$max",
                        new Document(
                                "state",
                                new Document("seq", change.seq())
                                        .append("emojis", change.emojis())));
    }

    /** The reactions that there are; whoever never reacted is left out. */
    public Map<Key, List<String>> find(Collection<Key> keys) {
        var found = new HashMap<Key, List<String>>();
        if (!keys.isEmpty()) {
            List<String> ids = keys.stream().map(Key::id).toList();
            reactions
                    .find(new Document("_id", new Document("$in", ids)))
                    .forEach(
                            each ->
                                    found.put(
                                            new Key(
                                                    UUID.fromString(each.getString("message")),
                                                    UUID.fromString(each.getString("user"))),
                                            each.get("state", Document.class)
                                                    .getList("emojis", String.class)));
        }
        return found;
    }
}
