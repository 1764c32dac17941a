package io.tertulia.message.log;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/** The few ways in which this service writes. */
final class MongoWrites {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private MongoWrites() {}

    static WriteModel<Document> upsert(Object id, Document update) {
        return new UpdateOneModel<>(new Document("_id", id), update, UPSERT);
    }

    /** Empties a text wherever a field holds one of these ids. */
    static WriteModel<Document> erase(String field, Collection<UUID> ids, String text) {
        List<String> values = ids.stream().map(UUID::toString).toList();
        return new UpdateManyModel<>(
                new Document(field, new Document("$in", values))
                        // Whatever is a text and not empty: what is not there must not be made.
                        .append(text, new Document("$gt", "")),
                new Document("$set", new Document(text, "")));
    }

    /**
     * Writes all, in any order; each write must be harmless when it is repeated.
     *
     * @throws LogConflict if a unique index refused one
     */
    static void write(MongoCollection<Document> collection, List<WriteModel<Document>> writes) {
        if (writes.isEmpty()) {
            return;
        }
        try {
            collection.bulkWrite(writes, ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            throw conflictOr(e);
        }
    }

    /**
     * Inserts all, in any order, as far as that is possible.
     *
     * @throws LogConflict if a unique index refused one
     */
    static void insert(MongoCollection<Document> collection, List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            throw conflictOr(e);
        }
    }

    /** A {@link LogConflict} where a unique index refused a write, else the exception itself. */
    static RuntimeException conflictOr(MongoBulkWriteException e) {
        boolean duplicate =
                e.getWriteErrors().stream()
                        .anyMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
        return duplicate ? new LogConflict(e) : e;
    }
}
