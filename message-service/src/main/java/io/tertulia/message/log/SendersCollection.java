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
 * Collection {@code senders}: how many messages each person has sent to each room, so that one's
 * own messages can be left out of the unread ones by a subtraction.
 *
 * <ul>
 *   <li>{@code _id} "room:user": asked by {@code $in} for a batch's senders and for the unread
 *       counts of a person's rooms
 *   <li>{@code room}, {@code user}
 *   <li>{@code sent}: {@code number} of the last one, then {@code count}; {@code $max} lets newer
 *       ones win
 * </ul>
 */
public final class SendersCollection {

    static final String NAME = "senders";

    private final MongoCollection<Document> senders;

    public SendersCollection(MongoDatabase database) {
        senders = database.getCollection(NAME);
    }

    /**
     * What a person has sent to a room.
     *
     * @param lastNumber the last message's number, 0 if there is none
     */
    public record Sent(long lastNumber, long count) {
        public static final Sent NOTHING = new Sent(0, 0);
    }

    /** Brings counts to at least those after these changes, all new messages. */
    public void put(Collection<Change> changes) {
        MongoWrites.write(
                senders,
                changes.stream()
                        .map(
                                change ->
                                        MongoWrites.upsert(
                                                new RoomUser(change.room(), change.cause().by())
                                                        .id(),
                                                update(change)))
                        .toList());
    }

    private static Document update(Change change) {
        return new Document(
                        "$setOnInsert",
                        new Document("room", change.room().toString())
                                .append("user", change.cause().by().toString()))
                .append(
                        "$max",
                        new Document(
                                "sent",
                                new Document("number", change.after().number())
                                        .append("count", change.senderCount())));
    }

    /** The counts that there are; whoever never sent is left out. */
    public Map<RoomUser, Sent> find(Collection<RoomUser> keys) {
        var found = new HashMap<RoomUser, Sent>();
        if (!keys.isEmpty()) {
            List<String> ids = keys.stream().map(RoomUser::id).toList();
            senders.find(new Document("_id", new Document("$in", ids)))
                    .forEach(
                            each ->
                                    found.put(
                                            new RoomUser(
                                                    UUID.fromString(each.getString("room")),
                                                    UUID.fromString(each.getString("user"))),
                                            sent(each.get("sent", Document.class))));
        }
        return found;
    }

    private static Sent sent(Document document) {
        return new Sent(document.getLong("number"), document.getLong("count"));
    }
}
