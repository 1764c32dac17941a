package io.tertulia.presence.contacts;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * The collection {@code rooms}: one document per room, asked by {@code _id} only.
 *
 * <ul>
 *   <li>{@code _id}: the room
 *   <li>{@code state}: the room's version first, then how many participants it had with that. It is
 *       written by {@code $max} alone, as in {@link MembershipStore}
 * </ul>
 */
@Component
class RoomSizeStore {

    private static final String ID = "_id";
    private static final String STATE = "state";
    private static final String VERSION = "version";
    private static final String PARTICIPANTS = "participants";

    private final MongoCollection<Document> rooms;

    RoomSizeStore(MongoDatabase database) {
        this.rooms = database.getCollection("rooms");
    }

    /** Applies what is newer than what is known. */
    void apply(Collection<RoomSize> news) {
        if (!news.isEmpty()) {
            rooms.bulkWrite(
                    news.stream().map(RoomSizeStore::write).toList(),
                    new BulkWriteOptions().ordered(false));
        }
    }

    /** The sizes that are known, in no order. */
    List<RoomSize> find(Collection<UUID> some) {
        var ids = some.stream().map(UUID::toString).toList();
        return rooms.find(new Document(ID, new Document("$in", ids)))
                .map(RoomSizeStore::read)
                .into(new ArrayList<>());
    }

    private static UpdateOneModel<Document> write(RoomSize size) {
        return new UpdateOneModel<>(
                new Document(ID, size.room().toString()),
                new Document(
                        "$max",
                        new Document(
                                STATE,
                                new Document(VERSION, size.version())
                                        .append(PARTICIPANTS, size.participants()))),
                new UpdateOptions().upsert(true));
    }

    private static RoomSize read(Document room) {
        Document state = room.get(STATE, Document.class);
        return new RoomSize(
                UUID.fromString(room.getString(ID)),
                state.getLong(VERSION),
                state.getInteger(PARTICIPANTS));
    }
}
