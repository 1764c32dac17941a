package io.tertulia.room.store;

import static io.tertulia.room.store.RoomDocuments.FRONT;
import static io.tertulia.room.store.RoomDocuments.ID;
import static io.tertulia.room.store.RoomDocuments.IS_ACTIVE;
import static io.tertulia.room.store.RoomDocuments.PENDING;
import static io.tertulia.room.store.RoomDocuments.UPDATED_AT;
import static io.tertulia.room.store.RoomDocuments.VERSION;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.tertulia.room.rules.PendingEntry;
import io.tertulia.room.rules.Revision;
import io.tertulia.room.rules.RoomState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * The collection {@code rooms}: {@code _id} is the room's id; beside the room's facts it holds
 *
 * <ul>
 *   <li>{@code version}, the version of the room's latest event;
 *   <li>{@code front}, the longest-standing members, at most {@link RoomState#FRONT};
 *   <li>{@code pending}, what is committed and still to be told, oldest first;
 *   <li>{@code has_pending: true} while {@code pending} is not empty, else absent.
 * </ul>
 *
 * <p>A change is one update with the filter {@code {_id, version}}. MongoDB applies an update to a
 * document atomically and re-checks the filter under the document's lock, so of two writers who
 * have read the same version one matches nothing. Facts, version and pending entries are committed
 * by that one write or not at all; everything else follows from them.
 */
@Component
public class RoomStore {

    static final String COLLECTION = "rooms";
    static final String HAS_PENDING = "has_pending";

    private final MongoCollection<Document> rooms;

    RoomStore(MongoDatabase database) {
        rooms = database.getCollection(COLLECTION);
        RoomIndexes.createOn(database);
    }

    /**
     * Commits a new room.
     *
     * @return false if a room with this id exists already
     */
    public boolean create(Revision revision) {
        Document document =
                new Document(ID, revision.room().id().toString()).append(HAS_PENDING, true);
        document.putAll(RoomDocuments.fields(revision));
        document.append(PENDING, RoomDocuments.entries(revision));
        try {
            rooms.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Commits a revision of the room as it was read.
     *
     * @return false if the room has changed since then, and the revision is void
     */
    public boolean revise(RoomState asRead, Revision revision) {
        Document fields = RoomDocuments.fields(revision).append(HAS_PENDING, true);
        if (revision.front().equals(asRead.front())) {
            // In a large room most changes leave it alone, and it is by far the largest field.
            fields.remove(FRONT);
        }
        var update =
                new Document("$set", fields)
                        .append(
                                "$push",
                                new Document(
                                        PENDING,
                                        new Document("$each", RoomDocuments.entries(revision))));
        return rooms.updateOne(byId(asRead.room().id()).append(VERSION, asRead.version()), update)
                        .getMatchedCount()
                == 1;
    }

    /** The room as of its latest version. */
    public Optional<RoomState> find(UUID room) {
        return Optional.ofNullable(rooms.find(byId(room)).first()).map(RoomDocuments::toState);
    }

    /** Those of the rooms that exist, in any order. */
    public List<RoomState> findAll(Collection<UUID> ids) {
        return rooms.find(byIds(ids)).map(RoomDocuments::toState).into(new ArrayList<>());
    }

    /** A glance at those of the rooms that exist, in any order. */
    public List<RoomGlance> glance(Collection<UUID> ids) {
        return rooms.find(byIds(ids))
                .projection(new Document(IS_ACTIVE, 1).append(UPDATED_AT, 1))
                .map(
                        document ->
                                new RoomGlance(
                                        UUID.fromString(document.getString(ID)),
                                        document.getBoolean(IS_ACTIVE),
                                        document.getDate(UPDATED_AT).toInstant()))
                .into(new ArrayList<>());
    }

    /** What is pending for a room, oldest first. */
    public List<PendingEntry> pending(UUID room) {
        Document document = rooms.find(byId(room)).projection(new Document(PENDING, 1)).first();
        return document == null ? List.of() : RoomDocuments.toEntries(room, document);
    }

    /**
     * Forgets what is told.
     *
     * @param last the last entry that was told, all before it too
     * @return whether something is still pending
     */
    public boolean forget(UUID room, PendingEntry last) {
        var told = new Document(VERSION, new Document("$lte", last.version()));
        Document rest =
                rooms.findOneAndUpdate(
                        byId(room),
                        new Document("$pull", new Document(PENDING, told)),
                        new FindOneAndUpdateOptions()
                                .returnDocument(ReturnDocument.AFTER)
                                .projection(new Document(PENDING + "." + VERSION, 1)));
        if (rest == null || !rest.getList(PENDING, Document.class, List.of()).isEmpty()) {
            return rest != null;
        }
        // Only while it is empty: a change committed since then has set the mark for itself.
        rooms.updateOne(
                byId(room).append(PENDING, List.of()),
                new Document("$unset", new Document(HAS_PENDING, "")));
        return false;
    }

    /** Rooms with something pending whose oldest entry is older than a time. */
    public List<UUID> withPendingBefore(Instant time, int limit) {
        var ids = new ArrayList<UUID>();
        for (Document room :
                rooms.find(new Document(HAS_PENDING, true))
                        .projection(new Document(PENDING + ".at", 1))
                        .limit(limit)) {
            List<Document> entries = room.getList(PENDING, Document.class, List.of());
            if (entries.isEmpty() || entries.getFirst().getDate("at").toInstant().isBefore(time)) {
                ids.add(UUID.fromString(room.getString(ID)));
            }
        }
        return ids;
    }

    private static Document byId(UUID room) {
        return new Document(ID, room.toString());
    }

    private static Document byIds(Collection<UUID> ids) {
        return new Document(ID, new Document("$in", ids.stream().map(UUID::toString).toList()));
    }
}
