package io.tertulia.room.people;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.events.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * The collection {@code people}: {@code _id} is a person's id; {@code state} is what their latest
 * token says, with {@code issued_at} as its first field. It is written with {@code $max}, which
 * compares sub-documents field by field, so that an older token still in use cannot bring an older
 * name back.
 */
@Component
public class PeopleStore {

    static final String COLLECTION = "people";

    /** Few enough: the embedded server compares each document found with all that were asked. */
    private static final int AT_ONCE = 200;

    private final MongoCollection<Document> people;

    PeopleStore(MongoDatabase database) {
        people = database.getCollection(COLLECTION);
        PeopleIndexes.createOn(database);
    }

    /** Enters somebody as a token issued at a time says. */
    void enter(User user, Instant issuedAt) {
        var state =
                new Document("issued_at", issuedAt.getEpochSecond())
                        .append("username", user.username())
                        .append("first_name", user.firstName())
                        .append("last_name", user.lastName())
                        .append("sort_key", SearchTerms.normalise(user.username()))
                        .append("terms", SearchTerms.of(user));
        people.updateOne(
                new Document("_id", user.id().toString()),
                new Document("$max", new Document("state", state)),
                new UpdateOptions().upsert(true));
    }

    /** Those of the people who are known, by id. */
    public Map<UUID, User> byIds(Collection<UUID> ids) {
        var found = new HashMap<UUID, User>();
        for (List<String> some : inParts(ids.stream().map(UUID::toString).toList())) {
            for (Document person : people.find(new Document("_id", new Document("$in", some)))) {
                User user = toUser(person);
                found.put(user.id(), user);
            }
        }
        return found;
    }

    /**
     * Those of the people who are known, by {@link Usernames#key}; several may share a username.
     */
    public Map<String, List<User>> byUsernames(Collection<String> usernames) {
        Set<String> wanted = usernames.stream().map(Usernames::key).collect(Collectors.toSet());
        // Two that are the same username also have the same search term, which is indexed.
        var terms = usernames.stream().map(SearchTerms::normalise).distinct().toList();
        var found = new HashMap<String, List<User>>();
        for (List<String> some : inParts(terms)) {
            people.find(new Document("state.sort_key", new Document("$in", some)))
                    .map(PeopleStore::toUser)
                    .forEach(
                            user -> {
                                String key = Usernames.key(user.username());
                                if (wanted.contains(key)) {
                                    found.computeIfAbsent(key, _ -> new ArrayList<>()).add(user);
                                }
                            });
        }
        return found;
    }

    /** Ids of people whose username or name begins with a text, by username; not the asker's. */
    List<UUID> search(String typed, UUID asker, int limit) {
        var filter = new Document("_id", new Document("$ne", asker.toString()));
        if (!SearchTerms.normalise(typed).isEmpty()) {
            filter.append("state.terms", new Document("$regex", SearchTerms.prefixPattern(typed)));
        }
        return people.find(filter)
                .projection(new Document("_id", 1))
                .sort(new Document("state.sort_key", 1).append("_id", 1))
                .limit(limit)
                .map(person -> UUID.fromString(person.getString("_id")))
                .into(new ArrayList<>());
    }

    private static List<List<String>> inParts(List<String> all) {
        var parts = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            parts.add(all.subList(from, Math.min(from + AT_ONCE, all.size())));
        }
        return parts;
    }

    private static User toUser(Document person) {
        Document state = person.get("state", Document.class);
        return new User(
                UUID.fromString(person.getString("_id")),
                state.getString("username"),
                state.getString("first_name"),
                state.getString("last_name"));
    }
}
