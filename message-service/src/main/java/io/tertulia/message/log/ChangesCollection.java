package io.tertulia.message.log;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import io.tertulia.events.message.Attachment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Collection {@code changes}: all that happened, one document a change, never altered but for the
 * text of messages that were deleted since: see {@link #erase}.
 *
 * <ul>
 *   <li>{@code _id} "room:seq": the gate. Two writers cannot both give a place away. Catching up is
 *       {@code $in} of known ids.
 *   <li>{@code command_id} (unique index): a command is applied once, for ever; asked by {@code
 *       $in} for every batch.
 *   <li>{@code room}, {@code seq}, {@code last_number}, {@code at}: the room's head after it
 *   <li>{@code epoch}, {@code partition}, {@code offset}: where the command stood, which tells a
 *       replay after a crash from a client's repeat
 *   <li>{@code by}: who asked for it
 *   <li>{@code type}: the frame's name
 *   <li>{@code number}: which message it concerns
 *   <li>{@code message}: the message after the change; {@code sender_count}, {@code emojis}: see
 *       {@link Change}. Its {@code message_id} and {@code reply_to.id} (indexes, not unique): what
 *       is to be erased
 *   <li>{@code attachment_id} (unique index, sparse): of a new message that has one, so that an
 *       attachment is sent once, for ever; asked by {@code $in} for every batch. Whoever wants to
 *       remove an upload takes the place first, with a document that has nothing but this: from
 *       then on no writer, however late, can send it
 * </ul>
 */
public final class ChangesCollection {

    static final String NAME = "changes";
    private static final String COMMAND_ID = "command_id";
    private static final String MESSAGE_ID = "message.message_id";
    private static final String QUOTED_ID = "message.reply_to.id";
    private static final String ATTACHMENT_ID = "attachment_id";
    private static final String SEALED = "sealed:";
    private static final int FOLLOWERS = 100;

    private final MongoCollection<Document> changes;

    /** Creates the indexes where they are missing. */
    public ChangesCollection(MongoDatabase database) {
        changes = database.getCollection(NAME);
        changes.createIndex(new Document(COMMAND_ID, 1), new IndexOptions().unique(true));
        changes.createIndex(new Document(MESSAGE_ID, 1));
        // Most messages answer none: these are not in the index.
        changes.createIndex(new Document(QUOTED_ID, 1), new IndexOptions().sparse(true));
        changes.createIndex(
                new Document(ATTACHMENT_ID, 1), new IndexOptions().unique(true).sparse(true));
    }

    /**
     * Appends changes; those of one room must be in the order of their places. Where it fails, a
     * prefix is stored: so no place is ever filled before the one before it.
     *
     * @throws LogConflict if a place or a command was there already
     */
    public void append(List<Change> added) {
        if (added.isEmpty()) {
            return;
        }
        try {
            changes.insertMany(
                    added.stream().map(ChangesCollection::document).toList(),
                    new InsertManyOptions().ordered(true));
        } catch (MongoBulkWriteException e) {
            throw MongoWrites.conflictOr(e);
        }
    }

    /** Which of these commands were applied before, by command. */
    public Map<UUID, Change> byCommand(Collection<UUID> commands) {
        var found = new HashMap<UUID, Change>();
        if (!commands.isEmpty()) {
            List<String> ids = commands.stream().map(UUID::toString).toList();
            changes.find(new Document(COMMAND_ID, new Document("$in", ids)))
                    .map(ChangesCollection::change)
                    .forEach(change -> found.put(change.cause().command(), change));
        }
        return found;
    }

    /** Those of these attachments that were sent already, or that can never be sent any more. */
    public Set<UUID> spent(Collection<UUID> attachments) {
        var spent = new HashSet<UUID>();
        if (!attachments.isEmpty()) {
            List<String> ids = attachments.stream().map(UUID::toString).toList();
            changes.find(new Document(ATTACHMENT_ID, new Document("$in", ids)))
                    .projection(new Document(ATTACHMENT_ID, 1))
                    .forEach(each -> spent.add(UUID.fromString(each.getString(ATTACHMENT_ID))));
        }
        return spent;
    }

    /**
     * Sees to it that an attachment can never be sent from now on, by any writer. May be repeated.
     *
     * @return empty if it never was; else the change that sent it, which stands
     */
    public Optional<Change> seal(UUID attachment) {
        String seal = SEALED + attachment;
        try {
            changes.insertOne(
                    new Document("_id", seal)
                            .append(COMMAND_ID, seal)
                            .append(ATTACHMENT_ID, attachment.toString()));
            return Optional.empty();
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return Optional.ofNullable(
                            changes.find(new Document(ATTACHMENT_ID, attachment.toString()))
                                    .first())
                    .filter(found -> !seal.equals(found.getString("_id")))
                    .map(ChangesCollection::change);
        }
    }

    /** The changes that directly follow each of these heads, at most some of each room. */
    public List<Change> following(Collection<RoomHead> heads) {
        Map<String, Change> next =
                byId(heads.stream().map(head -> id(head.room(), head.lastSeq() + 1)));
        // A head behind its log is rare: one look at the next place of all rooms is the common way.
        return heads.stream()
                .filter(head -> next.containsKey(id(head.room(), head.lastSeq() + 1)))
                .flatMap(this::run)
                .toList();
    }

    private Stream<Change> run(RoomHead head) {
        long first = head.lastSeq() + 1;
        Map<String, Change> found =
                byId(
                        LongStream.range(first, first + FOLLOWERS)
                                .mapToObj(seq -> id(head.room(), seq)));
        return LongStream.range(first, first + FOLLOWERS)
                .mapToObj(seq -> found.get(id(head.room(), seq)))
                .takeWhile(change -> change != null);
    }

    private Map<String, Change> byId(Stream<String> ids) {
        var found = new HashMap<String, Change>();
        findAll(ids.toList())
                .map(ChangesCollection::change)
                .forEach(change -> found.put(id(change.room(), change.seq()), change));
        return found;
    }

    /** What clients may know of the changes at places of a room, in the order of the places. */
    public List<ChangeEntry> entries(UUID room, long firstSeq, long lastSeq) {
        List<String> ids =
                LongStream.rangeClosed(firstSeq, lastSeq).mapToObj(seq -> id(room, seq)).toList();
        return findAll(ids)
                .projection(
                        new Document("seq", 1)
                                .append("type", 1)
                                .append("at", 1)
                                .append("number", 1)
                                .append("last_number", 1))
                .map(ChangesCollection::entry)
                .into(new ArrayList<>())
                .stream()
                .sorted(Comparator.comparingLong(ChangeEntry::seq))
                .toList();
    }

    /**
     * Takes the text of messages that are deleted out of their earlier states and out of the
     * answers that quote them. What was erased before stays as it is.
     */
    public void erase(Collection<UUID> deleted) {
        changes.bulkWrite(
                List.of(
                        MongoWrites.erase(MESSAGE_ID, deleted, "message.state.content"),
                        MongoWrites.erase(MESSAGE_ID, deleted, "message.attachment.name"),
                        MongoWrites.erase(QUOTED_ID, deleted, "message.reply_to.content")),
                new BulkWriteOptions().ordered(false));
    }

    private FindIterable<Document> findAll(List<String> ids) {
        return changes.find(new Document("_id", new Document("$in", ids)));
    }

    private static String id(UUID room, long seq) {
        return room + ":" + seq;
    }

    private static Document document(Change change) {
        Change.Cause cause = change.cause();
        var document = new Document("_id", id(change.room(), change.seq()));
        Attachment attachment = change.after().attachment();
        if (change.type() == ChangeType.MESSAGE && attachment != null) {
            document.append(ATTACHMENT_ID, attachment.id().toString());
        }
        return document.append("room", change.room().toString())
                .append("seq", change.seq())
                .append("last_number", change.head().lastNumber())
                .append("at", Date.from(cause.at()))
                .append(COMMAND_ID, cause.command().toString())
                .append("epoch", cause.origin().epoch())
                .append("partition", cause.origin().partition())
                .append("offset", cause.origin().offset())
                .append("by", cause.by().toString())
                .append("type", change.type().wireName())
                .append("number", change.after().number())
                .append("message", MessageDocuments.snapshot(change.logged()))
                .append("sender_count", change.senderCount())
                .append("emojis", change.emojis());
    }

    private static Change change(Document document) {
        var at = document.getDate("at").toInstant();
        var origin =
                new LogOffset(
                        document.getString("epoch"),
                        document.getInteger("partition"),
                        document.getLong("offset"));
        return new Change(
                new RoomHead(
                        UUID.fromString(document.getString("room")),
                        document.getLong("seq"),
                        document.getLong("last_number"),
                        at,
                        origin),
                new Change.Cause(
                        UUID.fromString(document.getString(COMMAND_ID)),
                        origin,
                        UUID.fromString(document.getString("by")),
                        at),
                ChangeType.named(document.getString("type")),
                MessageDocuments.message(document.get("message", Document.class)).message(),
                document.getLong("sender_count"),
                document.getList("emojis", String.class));
    }

    private static ChangeEntry entry(Document document) {
        return new ChangeEntry(
                document.getLong("seq"),
                ChangeType.named(document.getString("type")),
                document.getDate("at").toInstant(),
                document.getLong("number"),
                document.getLong("last_number"));
    }
}
