package io.tertulia.message.search;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.NumberInRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code search}: by which terms each message is found.
 *
 * <ul>
 *   <li>{@code _id} "room:number"
 *   <li>{@code room}, {@code number}, {@code at} (of its sending), {@code sender} (id), {@code
 *       username} (in lower case): never change
 *   <li>{@code state}: {@code seq} of the change, then {@code terms}, none once the message is
 *       deleted; {@code $max} lets newer ones win, so changes may come twice or late
 *   <li>{@code _id} "rebuild": how far the rebuilding has come, {@code room} being left out so that
 *       no search finds it. It is in this collection so that dropping the collection drops it too
 * </ul>
 *
 * <p>Everybody searches a few rooms and all of these are full of the same words, so in both indexes
 * the room comes first; MongoDB tries out which is better for a query:
 *
 * <ul>
 *   <li>{@code room, state.terms, at} for rare words. Word by word a search is for the range of the
 *       terms that begin with it and for a few whole terms. For the word that promises least the
 *       entries are read and those of other times passed over; the other words are looked for in
 *       the documents that are left, and what remains is sorted, keeping no more than the limit.
 *   <li>{@code room, at, number} for common words: the rooms' messages are read from the newest on,
 *       merged, until there are as many hits as the limit. This is the order of the results.
 * </ul>
 *
 * <p>An embedded server gives the first one up, because the terms are so many, and looks at all
 * messages of the rooms instead.
 */
final class SearchCollection {

    static final String NAME = "search";

    private static final String STATE = "state";
    private static final String TERMS = "state.terms";
    private static final Document REBUILD = new Document("_id", "rebuild");
    private static final Document NEWEST_FIRST = new Document("at", -1).append("number", -1);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> entries;
    private final MongoCollection<Document> patient;

    /**
     * Creates the indexes where they are missing.
     *
     * @param patience how long a search may take
     */
    SearchCollection(MongoDatabase database, Duration patience) {
        entries = database.getCollection(NAME);
        entries.createIndex(new Document("room", 1).append(TERMS, 1).append("at", -1));
        entries.createIndex(new Document("room", 1).append("at", -1).append("number", -1));
        patient = entries.withTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * How far the rebuilding has come.
     *
     * @param last the last message that was indexed; null before the first
     */
    record Progress(@Nullable NumberInRoom last, boolean isDone) {}

    /**
     * What is to be stored of a message.
     *
     * @throws IllegalArgumentException if its time is none that the database knows
     */
    static WriteModel<Document> entry(LoggedMessage logged, List<String> terms) {
        Message message = logged.message();
        User sender = message.sender();
        return new UpdateOneModel<>(
                new Document("_id", message.room() + ":" + message.number()),
                new Document(
                                "$setOnInsert",
                                new Document("room", message.room().toString())
                                        .append("number", message.number())
                                        .append("at", Date.from(message.createdAt()))
                                        .append("sender", sender.id().toString())
                                        .append("username", lowerCase(sender.username())))
                        .append(
                                "$max",
                                new Document(
                                        STATE,
                                        new Document("seq", logged.stateSeq())
                                                .append("terms", terms))),
                UPSERT);
    }

    /** Usernames differ in more than case. */
    static String lowerCase(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    /** Stores entries, in any order and as often as one likes; newer ones stay as they are. */
    void put(List<WriteModel<Document>> changes) {
        if (!changes.isEmpty()) {
            entries.bulkWrite(changes, new BulkWriteOptions().ordered(false));
        }
    }

    /**
     * The messages of these rooms that fit, newest first, at most as many as the limit.
     *
     * @throws com.mongodb.MongoException also if it takes longer than the patience
     */
    List<NumberInRoom> find(Collection<UUID> rooms, SearchQuery query, int limit) {
        return patient.find(filter(rooms, query))
                .projection(new Document("_id", 1))
                .sort(NEWEST_FIRST)
                .limit(limit)
                .batchSize(limit)
                .map(SearchCollection::number)
                .into(new ArrayList<>());
    }

    private static Document filter(Collection<UUID> rooms, SearchQuery query) {
        List<String> ids = rooms.stream().map(UUID::toString).toList();
        var filter =
                new Document("room", new Document("$in", ids))
                        .append("$and", query.words().stream().map(SearchCollection::has).toList());
        SearchQuery.Sender sender = query.sender();
        if (sender != null) {
            switch (sender) {
                case SearchQuery.Sender.Id(String id) -> filter.append("sender", id);
                case SearchQuery.Sender.Username(String name) -> filter.append("username", name);
            }
        }
        var at = new Document();
        append(at, "$gte", query.from());
        append(at, "$lt", query.to());
        return at.isEmpty() ? filter : filter.append("at", at);
    }

    private static void append(Document range, String operator, @Nullable Instant bound) {
        if (bound != null) {
            range.append(operator, Date.from(bound));
        }
    }

    /** A pattern that is quoted and begins at the beginning is a range of an index to MongoDB. */
    private static Document has(Word word) {
        var terms = new ArrayList<Object>(word.relatives());
        terms.add(Pattern.compile("^" + Pattern.quote(word.text())));
        return new Document(TERMS, new Document("$in", terms));
    }

    private static NumberInRoom number(Document entry) {
        String id = entry.getString("_id");
        int end = id.indexOf(':');
        return new NumberInRoom(
                UUID.fromString(id.substring(0, end)), Long.parseLong(id.substring(end + 1)));
    }

    /** Empty if nobody has begun to rebuild the collection. */
    Optional<Progress> progress() {
        return Optional.ofNullable(entries.find(REBUILD).first())
                .map(
                        found ->
                                new Progress(
                                        last(found.getString("last")), found.getBoolean("done")));
    }

    private static @Nullable NumberInRoom last(@Nullable String id) {
        return id == null ? null : number(new Document("_id", id));
    }

    /** Notes how far the rebuilding has come. */
    void save(Progress progress) {
        NumberInRoom last = progress.last();
        entries.updateOne(
                REBUILD,
                new Document(
                        "$set",
                        new Document(
                                        "last",
                                        last == null ? null : last.room() + ":" + last.number())
                                .append("done", progress.isDone())),
                UPSERT);
    }
}
