package io.tertulia.message.membership;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.RoomUser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code members}: who takes part in which room.
 *
 * <ul>
 *   <li>{@code _id} "room:user": asked by {@code $in} for every batch of commands
 *   <li>{@code room}; {@code user} (index, not unique): the rooms of a person, for what is shown
 *       across all of them
 *   <li>{@code state}: {@code version} of the room, then {@code role}, null for who left; {@code
 *       $max} lets newer versions win, so events may come twice or late
 * </ul>
 */
public final class MembersCollection {

    static final String NAME = "members";

    private final MongoCollection<Document> members;

    /** Creates the index where it is missing. */
    public MembersCollection(MongoDatabase database) {
        members = database.getCollection(NAME);
        members.createIndex(new Document("user", 1));
    }

    /** Learns these; what is known of a newer version stays. */
    public void put(Collection<Membership> learnt) {
        if (!learnt.isEmpty()) {
            members.bulkWrite(
                    learnt.stream().map(MembersCollection::upsert).toList(),
                    new BulkWriteOptions().ordered(false));
        }
    }

    /** What is known of these. */
    public Map<RoomUser, Membership> find(Collection<RoomUser> people) {
        var found = new HashMap<RoomUser, Membership>();
        if (!people.isEmpty()) {
            List<String> ids = people.stream().map(RoomUser::id).toList();
            members.find(new Document("_id", new Document("$in", ids)))
                    .map(MembersCollection::membership)
                    .forEach(each -> found.put(each.who(), each));
        }
        return found;
    }

    /** The rooms that a person takes part in, at most as many as the limit, in no order. */
    public List<UUID> roomsOf(UUID user, int limit) {
        var present =
                new Document("user", user.toString())
                        .append("state.role", new Document("$ne", null));
        return members.find(present)
                .limit(limit)
                .map(each -> membership(each).who().room())
                .into(new ArrayList<>());
    }

    private static WriteModel<Document> upsert(Membership each) {
        Role role = each.role();
        var state =
                new Document("version", each.version())
                        .append("role", role == null ? null : role.name());
        return new UpdateOneModel<>(
                new Document("_id", each.who().id()),
                new Document(
                                "$setOnInsert",
                                new Document("room", each.who().room().toString())
                                        .append("user", each.who().user().toString()))
                        .append("$max", new Document("state", state)),
                new UpdateOptions().upsert(true));
    }

    private static Membership membership(Document document) {
        Document state = document.get("state", Document.class);
        return new Membership(
                new RoomUser(
                        UUID.fromString(document.getString("room")),
                        UUID.fromString(document.getString("user"))),
                state.getLong("version"),
                role(state.getString("role")));
    }

    private static @Nullable Role role(@Nullable String name) {
        return name == null ? null : Role.valueOf(name);
    }
}
