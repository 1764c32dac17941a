package io.tertulia.message.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads stored bytes from the first to the last, with one chunk in memory. What is skipped is not
 * read. For one thread.
 */
final class ChunkStream extends InputStream {

    private static final byte[] NONE = {};

    private final StoredBytes bytes;
    private final Runnable whenClosed;
    private long position;
    private int current = -1;
    private byte[] chunk = NONE;
    private boolean isClosed;

    /**
     * Begins at the first byte.
     *
     * @param whenClosed is done once, when the stream is closed
     */
    ChunkStream(StoredBytes bytes, Runnable whenClosed) {
        this.bytes = bytes;
        this.whenClosed = whenClosed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position >= bytes.length()) {
            return -1;
        }
        load(bytes.chunkAt(position));
        int from = (int) (position - (long) current * bytes.chunkSize());
        int count = Math.min(length, chunk.length - from);
        if (count <= 0) {
            throw new IOException("chunk %d of %s is too short".formatted(current, bytes.id()));
        }
        System.arraycopy(chunk, from, target, offset, count);
        position += count;
        return count;
    }

    private void load(int n) throws IOException {
        if (n != current) {
            chunk = bytes.chunk(n);
            current = n;
        }
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, bytes.length() - position);
        position += skipped;
        return skipped;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            chunk = NONE;
            whenClosed.run();
        }
    }
}
