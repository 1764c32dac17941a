package io.tertulia.message.attachments;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.GridFSUploadStream;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import io.tertulia.web.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonString;
import org.bson.Document;
import org.springframework.http.HttpStatus;

/**
 * The bytes of attachments and of their thumbnails, in GridFS, so that no file is ever in memory as
 * a whole. Safe for use by many threads.
 *
 * <ul>
 *   <li>{@code attachments.files}, {@code _id} the attachment's id, or that with ":thumbnail":
 *       asked for every download, by {@code _id}. {@code length}, {@code chunkSize}; in {@code
 *       metadata} the {@code content_type}. Written after the last chunk.
 *   <li>{@code attachments.chunks}: {@code files_id}, {@code n} (unique index), {@code data}. Read
 *       one by one, with both fields named: so a range needs only its own chunks, and a server that
 *       knows only whole keys finds each at once. The driver's own download stream asks for all
 *       that follow.
 * </ul>
 *
 * <p>Both are made, with their indexes, by the driver; {@code files_id} has one more, by which a
 * file is removed.
 */
final class AttachmentBytes {

    static final String BUCKET = "attachments";
    private static final String FILES_ID = "files_id";

    /** What a server says that has no room: the embedded one its heap, a real one its disk. */
    private static final Set<Integer> FULL = Set.of(146, 14031);

    private final GridFSBucket bucket;
    private final MongoCollection<Document> files;
    private final MongoCollection<Document> chunks;

    AttachmentBytes(MongoDatabase database) {
        bucket = GridFSBuckets.create(database, BUCKET);
        files = database.getCollection(BUCKET + ".files");
        chunks = database.getCollection(BUCKET + ".chunks");
        // The driver's own is of two fields: the embedded server does not find by the first alone,
        // and would read all files in order to remove one.
        chunks.createIndex(new Document(FILES_ID, 1));
    }

    /** What bytes are written by. */
    @FunctionalInterface
    interface Source {

        /**
         * Writes all bytes.
         *
         * @return how many
         * @throws IOException if they do not come
         * @throws ProblemException if they are not to be kept
         */
        long writeTo(OutputStream target) throws IOException;
    }

    /**
     * Stores bytes, a chunk at a time. Where it fails chunks may stay, to be removed.
     *
     * @return how many
     * @throws IOException of the source
     * @throws ProblemException of the source; 507 if the database has no room
     */
    long write(String id, String contentType, Source source) throws IOException {
        var options = new GridFSUploadOptions().metadata(new Document("content_type", contentType));
        try {
            // Not closed where it fails: closing is what makes a file of the chunks.
            @SuppressWarnings("resource")
            GridFSUploadStream stream = bucket.openUploadStream(new BsonString(id), id, options);
            long size = source.writeTo(stream);
            stream.close();
            return size;
        } catch (MongoException e) {
            throw FULL.contains(e.getCode()) ? full() : e;
        }
    }

    private static ProblemException full() {
        return ProblemException.of(
                HttpStatus.INSUFFICIENT_STORAGE,
                "storage_full",
                "There is no room for further files; tell the operator.");
    }

    /** Bytes that are whole; empty where there are none. */
    Optional<StoredBytes> find(String id) {
        return Optional.ofNullable(files.find(new Document("_id", id)).first())
                .map(
                        file ->
                                new StoredBytes(
                                        id,
                                        file.get("metadata", Document.class)
                                                .getString("content_type"),
                                        file.getLong("length"),
                                        file.getInteger("chunkSize"),
                                        chunks));
    }

    /** Removes bytes, whole or not; may be repeated. */
    void remove(String id) {
        files.deleteOne(new Document("_id", id));
        chunks.deleteMany(new Document(FILES_ID, id));
    }
}
