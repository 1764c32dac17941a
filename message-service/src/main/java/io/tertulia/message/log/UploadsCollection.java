package io.tertulia.message.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/**
 * Collection {@code uploads}: what was uploaded to be attached to messages, without its bytes. A
 * document is there before the first byte and goes after the last one, so nothing is left behind
 * that nobody knows of.
 *
 * <ul>
 *   <li>{@code _id} the attachment's id: asked by {@code $in} for every batch of commands, and for
 *       every download
 *   <li>{@code state}: see {@link UploadState}; {@code since}: when the upload began. Together an
 *       index (not unique), for whoever sweeps
 *   <li>{@code user}: who uploads; with {@code state} an index (not unique), for the bounds on one
 *       person's unsent uploads
 *   <li>{@code bytes}: its size, and while it is being received the most that it can have
 *   <li>{@code room}, {@code attachment}: from {@link UploadState#READY} on
 *   <li>{@code message_id} (unique index, sparse): which message shows it, so that it goes when
 *       that is deleted
 * </ul>
 */
public final class UploadsCollection {

    static final String NAME = "uploads";
    private static final String STATE = "state";
    private static final String SINCE = "since";
    private static final String USER = "user";
    private static final String BYTES = "bytes";
    private static final String MESSAGE_ID = "message_id";

    private final MongoCollection<Document> uploads;

    /** Creates the indexes where they are missing. */
    public UploadsCollection(MongoDatabase database) {
        uploads = database.getCollection(NAME);
        uploads.createIndex(
                new Document(MESSAGE_ID, 1), new IndexOptions().unique(true).sparse(true));
        uploads.createIndex(new Document(STATE, 1).append(SINCE, 1));
        uploads.createIndex(new Document(USER, 1).append(STATE, 1));
    }

    /**
     * What somebody has uploaded and not sent.
     *
     * @param bytes of all of them, those still coming with the most that they can have
     */
    public record Unsent(int count, long bytes) {}

    /** Says that bytes are going to come. */
    public void begin(UUID id, UUID user, long mostBytes, Instant now) {
        uploads.insertOne(
                new Document("_id", id.toString())
                        .append(USER, user.toString())
                        .append(STATE, UploadState.RECEIVING.stored())
                        .append(SINCE, Date.from(now))
                        .append(BYTES, mostBytes));
    }

    /**
     * Says that all bytes are there.
     *
     * @return false if somebody gave the upload up meanwhile
     */
    public boolean complete(Upload upload) {
        var known =
                new Document("room", upload.by().room().toString())
                        .append(BYTES, upload.attachment().size())
                        .append("attachment", AttachmentDocuments.write(upload.attachment()));
        return move(upload.id(), UploadState.RECEIVING, UploadState.READY, known);
    }

    /** What somebody has uploaded and not sent, of at most so many uploads. */
    public Unsent unsentOf(UUID user, int most) {
        var states =
                List.of(UploadState.RECEIVING, UploadState.READY).stream()
                        .map(UploadState::stored)
                        .toList();
        int count = 0;
        long bytes = 0;
        for (Document each :
                uploads.find(
                                new Document(USER, user.toString())
                                        .append(STATE, new Document("$in", states)))
                        .projection(new Document(BYTES, 1))
                        .limit(most)) {
            count++;
            bytes += each.getLong(BYTES);
        }
        return new Unsent(count, bytes);
    }

    /** Those of these that are whole, in whatever state they are now. */
    public Map<UUID, Upload> find(Collection<UUID> ids) {
        var found = new HashMap<UUID, Upload>();
        if (!ids.isEmpty()) {
            List<String> texts = ids.stream().map(UUID::toString).toList();
            uploads.find(new Document("_id", new Document("$in", texts)))
                    .forEach(each -> read(each).ifPresent(it -> found.put(it.id(), it)));
        }
        return found;
    }

    /** The upload, if it is whole, in whatever state it is now. */
    public Optional<Upload> find(UUID id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    /** Notes which messages show an upload; may be repeated, and never wakes what is doomed. */
    public void markSent(Collection<Change> sent) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Change change : sent) {
            var attachment = change.after().attachment();
            if (attachment != null) {
                writes.add(
                        new UpdateOneModel<>(
                                in(attachment.id(), UploadState.READY),
                                set(
                                        UploadState.SENT,
                                        new Document(MESSAGE_ID, change.after().id().toString()))));
            }
        }
        MongoWrites.write(uploads, writes);
    }

    /** Dooms what these messages show, which are deleted; may be repeated. */
    public void doomOf(Collection<UUID> messages) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (UUID message : messages) {
            writes.add(
                    new UpdateOneModel<>(
                            new Document(MESSAGE_ID, message.toString()),
                            set(UploadState.DOOMED, new Document())));
        }
        MongoWrites.write(uploads, writes);
    }

    /**
     * Dooms an upload, if it is still in this state.
     *
     * @return false if it is not
     */
    public boolean doom(UUID id, UploadState from) {
        return move(id, from, UploadState.DOOMED, new Document());
    }

    /** Some of the uploads in this state that began before a time. */
    public List<UUID> before(UploadState state, Instant time, int most) {
        return ids(
                new Document(STATE, state.stored())
                        .append(SINCE, new Document("$lt", Date.from(time))),
                most);
    }

    /** Some of the uploads that are to be removed. */
    public List<UUID> doomed(int most) {
        return ids(new Document(STATE, UploadState.DOOMED.stored()), most);
    }

    /** Forgets a doomed upload; to be called when nothing else is left of it. */
    public void forget(UUID id) {
        uploads.deleteOne(in(id, UploadState.DOOMED));
    }

    private List<UUID> ids(Document query, int most) {
        return uploads.find(query)
                .projection(new Document("_id", 1))
                .limit(most)
                .map(each -> UUID.fromString(each.getString("_id")))
                .into(new ArrayList<>());
    }

    private boolean move(UUID id, UploadState from, UploadState to, Document known) {
        return uploads.updateOne(in(id, from), set(to, known)).getMatchedCount() == 1;
    }

    private static Document in(UUID id, UploadState state) {
        return new Document("_id", id.toString()).append(STATE, state.stored());
    }

    private static Document set(UploadState state, Document more) {
        return new Document("$set", more.append(STATE, state.stored()));
    }

    private static Optional<Upload> read(Document document) {
        Document attachment = document.get("attachment", Document.class);
        if (attachment == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Upload(
                        UUID.fromString(document.getString("_id")),
                        new RoomUser(
                                UUID.fromString(document.getString("room")),
                                UUID.fromString(document.getString(USER))),
                        UploadState.named(document.getString(STATE)),
                        document.getDate(SINCE).toInstant(),
                        AttachmentDocuments.read(attachment)));
    }
}
