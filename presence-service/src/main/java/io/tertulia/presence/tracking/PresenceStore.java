package io.tertulia.presence.tracking;

import static java.util.stream.Collectors.toMap;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.tertulia.events.User;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The collection {@code presence}: one document per person who was ever connected.
 *
 * <ul>
 *   <li>{@code _id}: the person's id; {@code version}: grows by one with every write
 *   <li>{@code user}, {@code is_online}, {@code last_seen}: what the REST edge shows
 *   <li>{@code leases}, {@code rooms}, {@code closing}: see {@link Presence}. Index: {@code {rooms:
 *       1}} for {@link #inRoom}
 *   <li>{@code sequence}, {@code pending}: the last event's number, and the events not known to be
 *       published
 *   <li>{@code due_at}: when somebody must look at the document again, null if never. Index: {@code
 *       {due_at: 1}} for {@link #due}
 * </ul>
 *
 * <p>All writes name the version they have seen and go by {@code _id}, so of two instances that
 * decide about the same person at the same time only one wins, and the other looks again.
 */
@Component
class PresenceStore {

    private static final int DUPLICATE_KEY = 11_000;
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> people;
    private final Clock clock;
    private final PresenceProperties properties;

    PresenceStore(MongoDatabase database, Clock clock, PresenceProperties properties) {
        this.people = database.getCollection("presence");
        this.clock = clock;
        this.properties = properties;
    }

    /** A document as it was read and as it shall be. */
    record Change(StoredPresence before, StoredPresence after) {}

    void createIndexes() {
        people.createIndex(Indexes.ascending(PresenceDocuments.DUE_AT));
        people.createIndex(Indexes.ascending(PresenceDocuments.ROOMS));
    }

    /** What is stored of these people; those never seen are missing. */
    Map<UUID, StoredPresence> find(Collection<UUID> ids) {
        return people
                .find(withIds(ids))
                .map(PresenceDocuments::read)
                .into(new ArrayList<>())
                .stream()
                .collect(toMap(StoredPresence::id, Function.identity()));
    }

    /** What may be shown of these people; those never seen are missing. */
    Map<UUID, Status> statuses(Collection<UUID> ids) {
        return people
                .find(withIds(ids))
                .projection(
                        Projections.include(
                                PresenceDocuments.USER,
                                PresenceDocuments.IS_ONLINE,
                                PresenceDocuments.LAST_SEEN))
                .map(PresenceDocuments::status)
                .into(new ArrayList<>())
                .stream()
                .collect(toMap(status -> status.user().id(), Function.identity()));
    }

    /** People who have a room open, in no order, at most so many. */
    List<User> inRoom(UUID room, int most) {
        return people.find(new Document(PresenceDocuments.ROOMS, room.toString()))
                .projection(Projections.include(PresenceDocuments.USER))
                .limit(most)
                .map(PresenceDocuments::user)
                .into(new ArrayList<>());
    }

    /** The people who must be looked at by now, longest waiting first, at most a sweep's batch. */
    List<UUID> due(Instant time) {
        return people.find(
                        new Document(
                                PresenceDocuments.DUE_AT, new Document("$lte", Date.from(time))))
                .projection(Projections.include(PresenceDocuments.ID))
                .sort(Sorts.ascending(PresenceDocuments.DUE_AT))
                .limit(properties.sweepBatch())
                .map(document -> UUID.fromString(document.getString(PresenceDocuments.ID)))
                .into(new ArrayList<>());
    }

    /**
     * Writes each change whose document is still as it was read.
     *
     * @return whether all were; if not, which of them is not known
     */
    boolean write(List<Change> changes) {
        if (changes.isEmpty()) {
            return true;
        }
        List<WriteModel<Document>> writes = changes.stream().map(this::write).toList();
        try {
            BulkWriteResult result = people.bulkWrite(writes, UNORDERED);
            return result.getMatchedCount() + result.getInsertedCount() == changes.size();
        } catch (MongoBulkWriteException e) {
            // Somebody else has just inserted the same person. Anything else is a real failure.
            boolean onlyTaken =
                    e.getWriteConcernError() == null
                            && e.getWriteErrors().stream()
                                    .allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (onlyTaken) {
                return false;
            }
            throw e;
        }
    }

    private WriteModel<Document> write(Change change) {
        StoredPresence after = change.after();
        Document whole = PresenceDocuments.write(after, dueAt(after));
        if (!change.before().isStored()) {
            return new InsertOneModel<>(whole);
        }
        Document asRead =
                new Document(PresenceDocuments.ID, after.id().toString())
                        .append(PresenceDocuments.VERSION, change.before().version());
        return isRenewal(change)
                ? new UpdateOneModel<>(asRead, renewal(after))
                : new ReplaceOneModel<>(asRead, whole);
    }

    /** Whether nothing but times differs: the usual heartbeat, which must stay a small write. */
    private static boolean isRenewal(Change change) {
        Presence before = change.before().presence();
        Presence after = change.after().presence();
        return change.before().pending().isEmpty()
                && change.after().pending().isEmpty()
                && before.user().equals(after.user())
                && before.rooms().equals(after.rooms())
                && before.closing().equals(after.closing())
                && roomsByInstance(before).equals(roomsByInstance(after));
    }

    private static Map<String, Collection<UUID>> roomsByInstance(Presence presence) {
        var rooms = new HashMap<String, Collection<UUID>>();
        presence.leases().values().forEach(lease -> rooms.put(lease.instance(), lease.rooms()));
        return rooms;
    }

    private Document renewal(StoredPresence after) {
        Document set =
                new Document(PresenceDocuments.VERSION, after.version())
                        .append(PresenceDocuments.LAST_SEEN, Date.from(after.presence().lastSeen()))
                        .append(PresenceDocuments.DUE_AT, PresenceDocuments.date(dueAt(after)));
        // The places in the array are those of the document with the version that the filter names.
        int place = 0;
        for (Lease lease : after.presence().leases().values()) {
            String path = PresenceDocuments.LEASES + "." + place + ".";
            set.append(path + PresenceDocuments.SENT_AT, Date.from(lease.sentAt()))
                    .append(path + PresenceDocuments.SEQUENCE, lease.sequence())
                    .append(path + PresenceDocuments.EXPIRES_AT, Date.from(lease.expiresAt()));
            place++;
        }
        return new Document("$set", set);
    }

    private @Nullable Instant dueAt(StoredPresence stored) {
        return stored.dueAt(properties.grace(), clock.instant().plus(properties.republishAfter()));
    }

    private static Document withIds(Collection<UUID> ids) {
        return new Document(
                PresenceDocuments.ID,
                new Document("$in", ids.stream().map(UUID::toString).toList()));
    }
}
