package io.tertulia.room.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.room.rules.Member;
import io.tertulia.room.rules.PendingEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The collection {@code participants}: {@code _id} is {@code "<room>:<user>"}; {@code state} is how
 * the room's events have left this person, with {@code version} as its first field. It is written
 * with {@code $max}: MongoDB compares sub-documents field by field, so the state with the higher
 * version wins in whatever order, and however often, entries are applied. Who leaves stays as
 * {@code present: false}, else a late repeat of their joining would bring them back.
 */
@Component
public class ParticipantStore {

    static final String COLLECTION = "participants";

    private static final String STATE = "state";

    private final MongoCollection<Document> participants;

    ParticipantStore(MongoDatabase database) {
        participants = database.getCollection(COLLECTION);
    }

    /** Applies an entry; again, or after a later one, does no harm. */
    void apply(PendingEntry entry) {
        var writes = new ArrayList<UpdateOneModel<Document>>();
        UUID room = entry.room().id();
        for (int i = 0; i < entry.members().size(); i++) {
            Member member = entry.members().get(i);
            var update =
                    new Document("$max", new Document(STATE, state(entry, i)))
                            .append(
                                    "$setOnInsert",
                                    new Document("room", room.toString())
                                            .append("user", member.id().toString()));
            writes.add(
                    new UpdateOneModel<>(
                            new Document("_id", id(room, member.id())),
                            update,
                            new UpdateOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            participants.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** What is stored of people in a room, those who have left among them. */
    Map<UUID, Standing> find(UUID room, Collection<UUID> users) {
        var ids = users.stream().distinct().map(user -> id(room, user)).toList();
        var found = new HashMap<UUID, Standing>();
        for (Document document : participants.find(new Document("_id", new Document("$in", ids)))) {
            Document state = document.get(STATE, Document.class);
            Standing standing =
                    new Standing(
                            state.getLong("version"),
                            state.getBoolean("present"),
                            RoomDocuments.toMember(state));
            found.put(standing.member().id(), standing);
        }
        return found;
    }

    /** Members from an offset on, longest-standing first. */
    List<Member> page(Room room, int offset, int limit) {
        return participants
                .find(present(room.id()))
                .sort(bySeniority())
                .skip(offset)
                .limit(limit)
                .map(ParticipantStore::toMember)
                .into(new ArrayList<>());
    }

    /** Who came first after a version; null if nobody did. */
    @Nullable Member firstAfter(UUID room, long since) {
        return first(present(room).append("state.since", new Document("$gt", since)));
    }

    /** Which admin came first after a version; null if none did. */
    @Nullable Member firstAdminAfter(UUID room, long since) {
        return first(
                present(room)
                        .append("state.role", RoomDocuments.text(Role.ADMIN))
                        .append("state.since", new Document("$gt", since)));
    }

    private @Nullable Member first(Document filter) {
        Document found = participants.find(filter).sort(bySeniority()).limit(1).first();
        return found == null ? null : toMember(found);
    }

    private static Document present(UUID room) {
        return new Document("room", room.toString()).append("state.present", true);
    }

    private static Document bySeniority() {
        return new Document("state.since", 1);
    }

    private static Member toMember(Document participant) {
        return RoomDocuments.toMember(participant.get(STATE, Document.class));
    }

    private static Document state(PendingEntry entry, int index) {
        Member member = entry.members().get(index);
        var state =
                new Document("version", entry.versionAt(index))
                        .append("present", entry.leavesThemPresent());
        state.putAll(RoomDocuments.toDocument(member));
        return state;
    }

    private static String id(UUID room, UUID user) {
        return room + ":" + user;
    }

    /**
     * How the room's events up to a version have left somebody.
     *
     * @param member as they are, or were when they left
     */
    record Standing(long version, boolean isPresent, Member member) {}
}
