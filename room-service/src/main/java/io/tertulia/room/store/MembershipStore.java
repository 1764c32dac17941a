package io.tertulia.room.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.room.rules.PendingEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The collection {@code memberships}: {@code _id} is a person's id, {@code rooms} has a field per
 * room, {@code {version, present, at}}. It answers "my rooms", the hottest list, by {@code _id}
 * alone. Its size is bounded by the limit of rooms per person, and by {@link #MOST_LEFT} for rooms
 * they have left.
 *
 * <p>A set of room ids with {@code $addToSet} and {@code $pull} would be smaller, but a writer that
 * stalls between commit and apply, and wakes after the person has left and come again, would take
 * the room away for good. {@code $max} by version, as in {@link ParticipantStore}, has no such gap.
 */
@Component
public class MembershipStore {

    static final String COLLECTION = "memberships";

    /** How many rooms that somebody has left are remembered at least. */
    static final int MOST_LEFT = 1_000;

    private final MongoCollection<Document> memberships;

    MembershipStore(MongoDatabase database) {
        memberships = database.getCollection(COLLECTION);
    }

    /** Applies an entry; again, or after a later one, does no harm. */
    void apply(PendingEntry entry) {
        boolean concernsPresence =
                switch (entry.kind()) {
                    case JOINED, LEFT -> true;
                    case CREATED, UPDATED, ROLE_CHANGED -> false;
                };
        if (!concernsPresence) {
            return;
        }
        var writes = new ArrayList<UpdateOneModel<Document>>();
        for (int i = 0; i < entry.members().size(); i++) {
            var membership =
                    new Document("version", entry.versionAt(i))
                            .append("present", entry.leavesThemPresent())
                            .append("at", RoomDocuments.date(entry.at()));
            writes.add(
                    new UpdateOneModel<>(
                            byId(entry.members().get(i).id()),
                            new Document("$max", new Document(field(entry), membership)),
                            new UpdateOptions().upsert(true)));
        }
        memberships.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    /** The rooms that somebody takes part in, closed ones among them, in any order. */
    public List<UUID> roomsOf(UUID user) {
        return List.copyOf(versionsOf(user).keySet());
    }

    /** The same rooms, each with the version of the event by which the person came in. */
    public Map<UUID, Long> versionsOf(UUID user) {
        return rooms(memberships.find(byId(user)).first()).entrySet().stream()
                .filter(room -> isPresent(room.getValue()))
                .collect(
                        Collectors.toMap(
                                room -> UUID.fromString(room.getKey()),
                                room -> room.getValue().getLong("version")));
    }

    /** Of some people, those who take part in at least so many rooms, closed ones among them. */
    public List<UUID> withAtLeast(int count, List<UUID> users) {
        var ids = users.stream().map(UUID::toString).toList();
        var found = new ArrayList<UUID>();
        for (Document document : memberships.find(new Document("_id", new Document("$in", ids)))) {
            var rooms = rooms(document);
            // Most people are far from the limit: their rooms need no second look.
            if (rooms.size() >= count
                    && rooms.values().stream().filter(MembershipStore::isPresent).count()
                            >= count) {
                found.add(UUID.fromString(document.getString("_id")));
            }
        }
        return found;
    }

    /**
     * Forgets closed rooms, and those rooms left longest ago beyond the number remembered. What is
     * forgotten may come back only if its events are applied again later still; the rooms closed
     * are then filtered out of every list, and the others are many departures old. Each is
     * forgotten only at the version read here: somebody may have joined again meanwhile.
     */
    public void tidy(UUID user, List<UUID> closed) {
        var rooms = rooms(memberships.find(byId(user)).first());
        var forgotten = new HashMap<String, Document>();
        closed.stream()
                .map(UUID::toString)
                .filter(rooms::containsKey)
                .forEach(room -> forgotten.put(room, Objects.requireNonNull(rooms.get(room))));
        rooms.entrySet().stream()
                .filter(room -> !isPresent(room.getValue()))
                .sorted(Comparator.comparing(MembershipStore::at).reversed())
                .skip(MOST_LEFT / 2)
                .forEach(room -> forgotten.put(room.getKey(), room.getValue()));
        if (!forgotten.isEmpty()) {
            var writes = new ArrayList<UpdateOneModel<Document>>();
            forgotten.forEach((room, state) -> writes.add(forgetting(user, room, state)));
            memberships.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private static UpdateOneModel<Document> forgetting(UUID user, String room, Document asRead) {
        String field = "rooms." + room;
        return new UpdateOneModel<>(
                byId(user).append(field + ".version", asRead.get("version")),
                new Document("$unset", new Document(field, "")));
    }

    /** Whether somebody has left so many rooms that it is time to {@link #tidy}. */
    public boolean isUntidy(UUID user) {
        return rooms(memberships.find(byId(user)).first()).values().stream()
                        .filter(membership -> !isPresent(membership))
                        .count()
                > MOST_LEFT;
    }

    private static Map<String, Document> rooms(@Nullable Document membership) {
        var rooms = new HashMap<String, Document>();
        if (membership != null) {
            membership
                    .get("rooms", new Document())
                    .forEach((room, state) -> rooms.put(room, (Document) state));
        }
        return rooms;
    }

    private static boolean isPresent(Document membership) {
        return membership.getBoolean("present");
    }

    private static Date at(Map.Entry<String, Document> room) {
        return room.getValue().getDate("at");
    }

    private static String field(PendingEntry entry) {
        return "rooms." + entry.room().id();
    }

    private static Document byId(UUID user) {
        return new Document("_id", user.toString());
    }
}
