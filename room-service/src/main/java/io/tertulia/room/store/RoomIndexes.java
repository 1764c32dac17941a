package io.tertulia.room.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import org.bson.Document;

/**
 * The indexes of this package's collections, each with the query that needs it. All hot paths go by
 * {@code _id}.
 */
final class RoomIndexes {

    private RoomIndexes() {}

    static void createOn(MongoDatabase database) {
        // The sweeper asks for rooms with something pending. Sparse: the field is there only while
        // something is, so the index holds a handful of rooms however many there are.
        database.getCollection(RoomStore.COLLECTION)
                .createIndexes(
                        List.of(
                                new IndexModel(
                                        new Document(RoomStore.HAS_PENDING, 1),
                                        new IndexOptions().sparse(true))));
        database.getCollection(ParticipantStore.COLLECTION)
                .createIndexes(
                        List.of(
                                // A page of a room's participants, longest-standing first.
                                new IndexModel(
                                        new Document("room", 1)
                                                .append("state.present", 1)
                                                .append("state.since", 1)),
                                // The longest-standing admin of a large room whose owner leaves.
                                new IndexModel(
                                        new Document("room", 1)
                                                .append("state.present", 1)
                                                .append("state.role", 1)
                                                .append("state.since", 1))));
        // memberships is read and written by _id only.
    }
}
