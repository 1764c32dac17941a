package io.tertulia.presence.contacts;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.events.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final ContactProperties properties;

    MembershipStore(MongoDatabase database, ContactProperties properties) {
        this.memberships = database.getCollection("memberships");
        this.properties = properties;
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

    /** The people who share a room with somebody, without that person; at most so many. */
    List<User> contacts(UUID person) {
        List<String> rooms = rooms(person);
        if (rooms.isEmpty()) {
            return List.of();
        }
        Map<String, User> contacts = new LinkedHashMap<>();
        Document members =
                new Document(ROOM, new Document("$in", rooms)).append(STATE_IS_MEMBER, true);
        try (MongoCursor<Document> cursor =
                memberships
                        .find(members)
                        .projection(Projections.include(USER, STATE))
                        .sort(Sorts.ascending(USER))
                        .cursor()) {
            while (cursor.hasNext() && contacts.size() < properties.mostContacts()) {
                Document member = cursor.next();
                String id = member.getString(USER);
                if (!id.equals(person.toString())) {
                    contacts.putIfAbsent(id, user(member));
                }
            }
        }
        return List.copyOf(contacts.values());
    }

    private List<String> rooms(UUID person) {
        return memberships
                .find(new Document(USER, person.toString()).append(STATE_IS_MEMBER, true))
                .projection(Projections.include(ROOM))
                .limit(properties.mostRooms())
                .map(membership -> membership.getString(ROOM))
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
