package io.tertulia.local.mongo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal from its beginning to the first frame that is not whole. What follows that one
 * was never acknowledged, unless the disk itself has damaged the file.
 */
final class JournalReader {

    private static final Logger log = LoggerFactory.getLogger(JournalReader.class);
    private static final int BUFFER_BYTES = 1024 * 1024;

    private final Map<Integer, StoredCollection> collections = new LinkedHashMap<>();
    private long readBytes = JournalFormat.HEADER.length;

    /** The collections by their number, as the journal leaves them. */
    static Map<Integer, StoredCollection> read(Path file) throws IOException {
        JournalReader reader = new JournalReader();
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            reader.readHeader(in);
            reader.readFrames(in);
        }
        long dropped = Files.size(file) - reader.readBytes;
        if (dropped > 0) {
            log.warn("Dropped the last {} bytes of {}: no whole record", dropped, file);
        }
        return reader.collections;
    }

    private void readHeader(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(JournalFormat.HEADER.length);
        if (!Arrays.equals(header, JournalFormat.HEADER)) {
            throw new IOException("it does not begin as a journal of this version");
        }
    }

    private void readFrames(DataInputStream in) throws IOException {
        ByteBuf payload = nextPayload(in);
        while (payload != null) {
            readBytes += JournalFormat.FRAME_HEAD + payload.readableBytes();
            while (payload.isReadable()) {
                apply(payload);
            }
            payload = nextPayload(in);
        }
    }

    private static @Nullable ByteBuf nextPayload(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            int checksum = in.readInt();
            if (length <= 0 || length > JournalFormat.MAX_PAYLOAD) {
                return null;
            }
            byte[] bytes = in.readNBytes(length);
            ByteBuf payload = Unpooled.wrappedBuffer(bytes);
            boolean whole =
                    bytes.length == length && checksum == JournalFormat.checksum(length, payload);
            return whole ? payload : null;
        } catch (EOFException e) {
            log.trace("the end, or a torn head", e);
            return null;
        }
    }

    private void apply(ByteBuf record) throws IOException {
        byte type = record.readByte();
        int number = record.readInt();
        switch (type) {
            case JournalFormat.NAME -> name(number, record);
            case JournalFormat.PUT -> put(number, record);
            case JournalFormat.REMOVE -> remove(number, record.readInt());
            case JournalFormat.DROP -> collections.remove(number);
            default -> throw new IOException("it has records of an unknown kind: " + type);
        }
    }

    private void name(int number, ByteBuf record) {
        String database = JournalFormat.readString(record);
        String name = JournalFormat.readString(record);
        collections.computeIfAbsent(number, _ -> new StoredCollection()).rename(database, name);
    }

    /** A collection names itself before its first document, so one without is a dropped one. */
    private void put(int number, ByteBuf record) {
        int position = record.readInt();
        byte[] document = new byte[record.getIntLE(record.readerIndex())];
        record.readBytes(document);
        StoredCollection collection = collections.get(number);
        if (collection != null) {
            collection.put(position, document);
        }
    }

    private void remove(int number, int position) {
        StoredCollection collection = collections.get(number);
        if (collection != null) {
            collection.remove(position);
        }
    }
}
