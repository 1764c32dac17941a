package io.tertulia.message.attachments;

import com.mongodb.client.MongoCollection;
import java.io.IOException;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Bytes in GridFS that are whole.
 *
 * @param length in bytes
 * @param chunkSize of every chunk but the last, in bytes
 */
record StoredBytes(
        String id,
        String contentType,
        long length,
        int chunkSize,
        MongoCollection<Document> chunks) {

    /** The chunk that holds the byte at this position. */
    int chunkAt(long position) {
        return (int) (position / chunkSize);
    }

    /**
     * One chunk's bytes.
     *
     * @throws IOException if it is not there: the file was removed meanwhile
     */
    byte[] chunk(int n) throws IOException {
        Document chunk = chunks.find(new Document("files_id", id).append("n", n)).first();
        if (chunk == null) {
            throw new IOException("chunk %d of %s is gone".formatted(n, id));
        }
        return chunk.get("data", Binary.class).getData();
    }
}
