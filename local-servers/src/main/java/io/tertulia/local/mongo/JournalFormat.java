package io.tertulia.local.mongo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How the journal looks. The file begins with {@link #HEADER}; then come frames: length of the
 * payload, CRC32C of that length and the payload, payload. A payload is one or more records, which
 * count all or none. Numbers are big-endian, four bytes.
 *
 * <pre>
 * PUT    1, collection, position, document in BSON
 * REMOVE 2, collection, position
 * NAME   3, collection, length of the database's name, name, length of the collection's, name
 * DROP   4, collection
 * </pre>
 */
final class JournalFormat {

    static final byte[] HEADER = "TERTULJ1".getBytes(StandardCharsets.US_ASCII);
    static final int FRAME_HEAD = 2 * Integer.BYTES;

    /** Longer than any frame written: a longer one is damage, and not worth its memory. */
    static final int MAX_PAYLOAD = 64 * 1024 * 1024;

    static final byte PUT = 1;
    static final byte REMOVE = 2;
    static final byte NAME = 3;
    static final byte DROP = 4;

    private JournalFormat() {}

    static ByteBuf put(int collection, int position, ByteBuf document) {
        ByteBuf record = Unpooled.buffer(1 + 2 * Integer.BYTES + document.readableBytes());
        return record.writeByte(PUT)
                .writeInt(collection)
                .writeInt(position)
                .writeBytes(document, document.readerIndex(), document.readableBytes());
    }

    static ByteBuf remove(int collection, int position) {
        ByteBuf record = Unpooled.buffer(1 + 2 * Integer.BYTES);
        return record.writeByte(REMOVE).writeInt(collection).writeInt(position);
    }

    static ByteBuf name(int collection, String database, String name) {
        ByteBuf record = Unpooled.buffer().writeByte(NAME).writeInt(collection);
        writeString(record, database);
        writeString(record, name);
        return record;
    }

    static ByteBuf drop(int collection) {
        return Unpooled.buffer(1 + Integer.BYTES).writeByte(DROP).writeInt(collection);
    }

    /** Eight bytes that go before the payload. */
    static ByteBuf head(ByteBuf payload) {
        int length = payload.readableBytes();
        return Unpooled.buffer(FRAME_HEAD).writeInt(length).writeInt(checksum(length, payload));
    }

    /** The length is part of it: a run of zeros, as after a loss of power, is no valid frame. */
    static int checksum(int length, ByteBuf payload) {
        CRC32C crc = new CRC32C();
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            crc.update(length >>> shift);
        }
        crc.update(payload.nioBuffer());
        return (int) crc.getValue();
    }

    static String readString(ByteBuf from) {
        int length = from.readInt();
        return from.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }

    private static void writeString(ByteBuf to, String text) {
        to.writeInt(ByteBufUtil.utf8Bytes(text));
        to.writeCharSequence(text, StandardCharsets.UTF_8);
    }
}
