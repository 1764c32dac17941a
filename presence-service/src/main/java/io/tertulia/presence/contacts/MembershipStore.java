package io.tertulia.presence.contacts;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.events.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * The collection {@code memberships}: one document per person and room, for ever.
 *
 * <ul>
 *   <li>{@code _id}: {@code <room>:<user>}; {@code room}, {@code user}: the same, to be found by
 *   <li>{@code state}: the room's version first, then whether the person takes part, then the
 *       person. It is written by {@code $max} alone: sub-documents compare field by field, so an
 *       event that comes late or again can never undo a later one
 * </ul>
 *
 * <p>Indexes: {@code {user: 1}} for the rooms of one person, {@code {room: 1, user: 1}} for the
 * people of these rooms, in the order of their ids.
 */
@Component
class MembershipStore {

    private static final String ID = "_id";
    private static final String ROOM = "room";
    private static final String USER = "user";
    private static final String STATE = "state";
    private static final String VERSION = "version";
    private static final String IS_MEMBER = "is_member";
    private static final String USERNAME = "username";
    private static final String FIRST_NAME = "first_name";
    private static final String LAST_NAME = "last_name";
    private static final String STATE_IS_MEMBER = STATE + "." + IS_MEMBER;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> memberships;

    MembershipStore(MongoDatabase database) {
        this.memberships = database.getCollection("memberships");
    }

    void createIndexes() {
        memberships.createIndex(Indexes.ascending(USER));
        memberships.createIndex(Indexes.ascending(ROOM, USER));
    }

    /** Applies what is newer than what is known. */
    void apply(List<Membership> news) {
        if (!news.isEmpty()) {
            memberships.bulkWrite(news.stream().map(MembershipStore::write).toList(), UNORDERED);
        }
    }

    /** Rooms that somebody takes part in, at most so many, in no order. */
    List<UUID> rooms(UUID person, int most) {
        return memberships
                .find(new Document(USER, person.toString()).append(STATE_IS_MEMBER, true))
                .projection(Projections.include(ROOM))
                .limit(most)
                .map(membership -> UUID.fromString(membership.getString(ROOM)))
                .into(new ArrayList<>());
    }

    /**
     * People of some rooms, at most so many, in no order; whoever is in two of them comes twice.
     */
    List<User> people(Collection<UUID> rooms, int most) {
        var ids = rooms.stream().map(UUID::toString).toList();
        return memberships
                .find(new Document(ROOM, new Document("$in", ids)).append(STATE_IS_MEMBER, true))
                .projection(Projections.include(USER, STATE))
                .limit(most)
                .map(MembershipStore::user)
                .into(new ArrayList<>());
    }

    /** People of one room, those with the lowest ids, at most so many. */
    List<User> people(UUID room, int most) {
        return memberships
                .find(new Document(ROOM, room.toString()).append(STATE_IS_MEMBER, true))
                .projection(Projections.include(USER, STATE))
                .sort(Sorts.ascending(USER))
                .limit(most)
                .map(MembershipStore::user)
                .into(new ArrayList<>());
    }

    private static UpdateOneModel<Document> write(Membership membership) {
        User user = membership.user();
        String room = membership.room().toString();
        Document state =
                new Document(VERSION, membership.version())
                        .append(IS_MEMBER, membership.isMember())
                        .append(USERNAME, user.username())
                        .append(FIRST_NAME, user.firstName())
                        .append(LAST_NAME, user.lastName());
        return new UpdateOneModel<>(
                new Document(ID, room + ":" + user.id()),
                new Document("$max", new Document(STATE, state))
                        .append(
                                "$setOnInsert",
                                new Document(ROOM, room).append(USER, user.id().toString())),
                UPSERT);
    }

    private static User user(Document member) {
        Document state = member.get(STATE, Document.class);
        return new User(
                UUID.fromString(member.getString(USER)),
                state.getString(USERNAME),
                state.getString(FIRST_NAME),
                state.getString(LAST_NAME));
    }
}
