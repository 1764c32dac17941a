package io.tertulia.message.reading;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.message.log.RoomUser;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/**
 * Collection {@code reads}: how far each person has read each room.
 *
 * <ul>
 *   <li>{@code _id} "room:user": asked by {@code $in} for the unread counts of a person's rooms
 *   <li>{@code room}, {@code user}
 *   <li>{@code read}: {@code number} of the last message read, then how many {@code own} there were
 *       up to it, and {@code at} what time; {@code $max} lets higher numbers win
 * </ul>
 */
final class ReadsCollection {

    static final String NAME = "reads";

    private final MongoCollection<Document> reads;

    ReadsCollection(MongoDatabase database) {
        reads = database.getCollection(NAME);
    }

    /** Raises a watermark; a higher one stays. */
    void raise(RoomUser who, Watermark watermark, Instant at) {
        reads.updateOne(
                new Document("_id", who.id()),
                new Document(
                                "$setOnInsert",
                                new Document("room", who.room().toString())
                                        .append("user", who.user().toString()))
                        .append(
                                "$max",
                                new Document(
                                        "read",
                                        new Document("number", watermark.number())
                                                .append("own", watermark.own())
                                                .append("at", Date.from(at)))),
                new UpdateOptions().upsert(true));
    }

    /** The watermarks that there are; whoever has read nothing is left out. */
    Map<RoomUser, Watermark> find(Collection<RoomUser> people) {
        var found = new HashMap<RoomUser, Watermark>();
        if (!people.isEmpty()) {
            List<String> ids = people.stream().map(RoomUser::id).toList();
            reads.find(new Document("_id", new Document("$in", ids)))
                    .forEach(
                            each ->
                                    found.put(
                                            new RoomUser(
                                                    UUID.fromString(each.getString("room")),
                                                    UUID.fromString(each.getString("user"))),
                                            watermark(each.get("read", Document.class))));
        }
        return found;
    }

    private static Watermark watermark(Document read) {
        return new Watermark(read.getLong("number"), read.getLong("own"));
    }
}
