package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Documents as BSON: on the wire, in the journal, and in memory. */
final class DocumentBytes {

    private static final int TOO_LARGE = 10334;

    private DocumentBytes() {}

    /**
     * The stock server lets an update make a document larger than it could read again.
     *
     * @throws MongoServerError if it is larger than 16 MB
     */
    static byte[] of(Document document) {
        ByteBuf bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bytes);
        if (bytes.readableBytes() > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw new MongoServerError(
                    TOO_LARGE,
                    "BSONObjectTooLarge",
                    "A document of %d bytes is larger than 16 MB".formatted(bytes.readableBytes()));
        }
        return ByteBufUtil.getBytes(bytes);
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
