package io.tertulia.message.reading;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.tertulia.events.User;
import io.tertulia.message.log.RoomUser;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code reads}: what each person has read in each room, one small document for each.
 *
 * <ul>
 *   <li>{@code _id} "room:user": asked by {@code $in} for all that is marked together, and for the
 *       unread counts of a person's rooms
 *   <li>{@code version}: compared and raised by each write. The filter {@code {_id, version}} is
 *       found by {@code _id}, and is an upsert: where the version is another one, the insert that
 *       it becomes is refused by the unique {@code _id}, which names the one that lost among many.
 *   <li>{@code count}, {@code up_to}, {@code archived_to}, {@code ranges}: see {@link ReadState}
 *   <li>{@code user}, {@code reader}: the id, and the names at the last reading
 *   <li>{@code room} (index, not unique): who has read a message
 *   <li>{@code read}: only in documents that an older release wrote: {@code number} up to which all
 *       is read, how many {@code own} there are, {@code at} what time
 * </ul>
 */
final class ReadsCollection {

    static final String NAME = "reads";

    private static final String ROOM = "room";
    private static final String USER = "user";
    private static final String READER = "reader";
    private static final String OLD = "read";
    private static final String VERSION = "version";
    private static final String COUNT = "count";
    private static final String UP_TO = "up_to";
    private static final String ARCHIVED_TO = "archived_to";

    private final MongoCollection<Document> reads;

    /** Creates the index where it is missing. */
    ReadsCollection(MongoDatabase database) {
        reads = database.getCollection(NAME);
        reads.createIndex(new Document(ROOM, 1));
    }

    /** A state to be replaced by the next one, if nobody else has replaced it. */
    record Replacement(ReadState before, ReadState after, User reader) {}

    /**
     * Replaces states, in any order.
     *
     * @return those that somebody else replaced first: they stay as they are
     */
    Set<RoomUser> replace(List<Replacement> replacements) {
        if (replacements.isEmpty()) {
            return Set.of();
        }
        try {
            reads.bulkWrite(
                    replacements.stream().map(ReadsCollection::write).toList(),
                    new BulkWriteOptions().ordered(false));
            return Set.of();
        } catch (MongoBulkWriteException e) {
            return lost(replacements, e);
        }
    }

    private static Set<RoomUser> lost(List<Replacement> all, MongoBulkWriteException e) {
        boolean isOnlyConflicts =
                e.getWriteConcernError() == null
                        && e.getWriteErrors().stream()
                                .map(BulkWriteError::getCategory)
                                .allMatch(category -> category == ErrorCategory.DUPLICATE_KEY);
        if (!isOnlyConflicts) {
            throw e;
        }
        return e.getWriteErrors().stream()
                .map(error -> all.get(error.getIndex()).before().who())
                .collect(Collectors.toSet());
    }

    private static WriteModel<Document> write(Replacement replacement) {
        ReadState before = replacement.before();
        ReadState after = replacement.after();
        RoomUser who = before.who();
        var set =
                new Document(VERSION, after.version())
                        .append(COUNT, after.count())
                        .append(UP_TO, after.upTo())
                        .append(ARCHIVED_TO, after.archivedTo())
                        .append(READER, names(replacement.reader()));
        var update = new Document("$set", set);
        int kept = before.ranges().size();
        boolean grows =
                kept <= after.ranges().size()
                        && after.ranges().subList(0, kept).equals(before.ranges());
        if (before.version() != ReadState.OLD_SHAPE && grows) {
            List<ReadRange> added = after.ranges().subList(kept, after.ranges().size());
            update.append(
                    "$push",
                    new Document(ReadRanges.FIELD, new Document("$each", ReadRanges.write(added))));
        } else {
            set.append(ReadRanges.FIELD, ReadRanges.write(after.ranges()));
            update.append("$unset", new Document(OLD, ""));
        }
        update.append(
                "$setOnInsert",
                new Document(ROOM, who.room().toString()).append(USER, who.user().toString()));
        return new UpdateOneModel<>(
                new Document("_id", who.id()).append(VERSION, stored(before.version())),
                update,
                new UpdateOptions().upsert(true));
    }

    /** A filter with null finds a field that is not there. */
    private static @Nullable Long stored(long version) {
        return version == ReadState.OLD_SHAPE ? null : Long.valueOf(version);
    }

    /** The states of those of these people who have read something. */
    Map<RoomUser, ReadState> find(Collection<RoomUser> people) {
        return find(people, new Document(), ReadsCollection::state);
    }

    /** How many messages of others those of these people have read who have read something. */
    Map<RoomUser, Long> counts(Collection<RoomUser> people) {
        var fields =
                new Document(ROOM, 1)
                        .append(USER, 1)
                        .append(VERSION, 1)
                        .append(COUNT, 1)
                        .append(OLD, 1);
        return find(people, fields, document -> state(document).count());
    }

    /** These readers of a room, by their id; without names where none were kept. */
    Map<UUID, User> readers(Collection<RoomUser> people) {
        var fields = new Document(ROOM, 1).append(USER, 1).append(READER, 1);
        return find(people, fields, ReadsCollection::reader).values().stream()
                .collect(Collectors.toMap(User::id, Function.identity()));
    }

    private <T> Map<RoomUser, T> find(
            Collection<RoomUser> people, Document fields, Function<Document, T> read) {
        var found = new HashMap<RoomUser, T>();
        if (!people.isEmpty()) {
            List<String> ids = people.stream().map(RoomUser::id).toList();
            reads.find(new Document("_id", new Document("$in", ids)))
                    .projection(fields)
                    .forEach(each -> found.put(who(each), read.apply(each)));
        }
        return found;
    }

    /**
     * Who has read a message, and when, as far as it is not in the archive.
     *
     * @param most readers that are looked at
     */
    Map<UUID, Instant> readersOf(UUID room, long number, int most) {
        Document covering = ReadRanges.covering(number);
        var filter =
                new Document(ROOM, room.toString())
                        .append(
                                "$or",
                                List.of(
                                        new Document(ReadRanges.FIELD, covering),
                                        new Document(
                                                OLD + ".number", new Document("$gte", number))));
        var found = new HashMap<UUID, Instant>();
        reads.find(filter)
                .projection(new Document(USER, 1).append(OLD, 1).append(ReadRanges.FIELD, covering))
                .limit(most)
                .forEach(
                        each ->
                                found.put(
                                        UUID.fromString(each.getString(USER)),
                                        ReadRanges.firstTime(each).orElseGet(() -> oldTime(each))));
        return found;
    }

    private static Instant oldTime(Document document) {
        return document.get(OLD, Document.class).getDate("at").toInstant();
    }

    private static ReadState state(Document document) {
        Document old = document.get(OLD, Document.class);
        if (old != null) {
            long number = old.getLong("number");
            return new ReadState(
                    who(document),
                    ReadState.OLD_SHAPE,
                    number - old.getLong("own"),
                    number,
                    0,
                    List.of(new ReadRange(1, number, oldTime(document))));
        }
        return new ReadState(
                who(document),
                document.getLong(VERSION),
                document.getLong(COUNT),
                document.get(UP_TO, 0L),
                document.get(ARCHIVED_TO, 0L),
                ReadRanges.read(document));
    }

    private static RoomUser who(Document document) {
        return new RoomUser(
                UUID.fromString(document.getString(ROOM)),
                UUID.fromString(document.getString(USER)));
    }

    private static Document names(User user) {
        return new Document("username", user.username())
                .append("first_name", user.firstName())
                .append("last_name", user.lastName());
    }

    private static User reader(Document document) {
        Document names = document.get(READER, new Document());
        return new User(
                UUID.fromString(document.getString(USER)),
                names.get("username", ""),
                names.get("first_name", ""),
                names.get("last_name", ""));
    }
}
