package io.tertulia.message.attachments;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Stored bytes as decoders of pictures want them: they may go back and forth. A few chunks are in
 * memory. It ends with a deadline: decoders come here again and again, whatever a picture makes
 * them do, so that none can go on for ever. For one thread.
 */
final class ChunkImageInput extends ImageInputStreamImpl {

    /** Decoders of WebP read up to nine places in turn; those of a large file may be far apart. */
    private static final int CHUNKS_KEPT = 4;

    private final StoredBytes bytes;
    private final long deadlineNanos;
    private final Map<Integer, byte[]> kept =
            new LinkedHashMap<>(CHUNKS_KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
                    return size() > CHUNKS_KEPT;
                }
            };

    private byte[] current = {};
    private long currentStart;

    ChunkImageInput(StoredBytes bytes, Duration patience) {
        this.bytes = bytes;
        this.deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        return isAtChunk() ? current[(int) (streamPos++ - currentStart)] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0 || !isAtChunk()) {
            return length == 0 ? 0 : -1;
        }
        int from = (int) (streamPos - currentStart);
        int count = Math.min(length, current.length - from);
        System.arraycopy(current, from, target, offset, count);
        streamPos += count;
        return count;
    }

    /** Makes the chunk at the position the current one; false at the end. */
    private boolean isAtChunk() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new IOException("the picture takes too long");
        }
        if (streamPos >= bytes.length()) {
            return false;
        }
        if (streamPos < currentStart || streamPos >= currentStart + current.length) {
            int n = bytes.chunkAt(streamPos);
            current = chunk(n);
            currentStart = (long) n * bytes.chunkSize();
            if (streamPos >= currentStart + current.length) {
                throw new IOException("chunk %d of %s is too short".formatted(n, bytes.id()));
            }
        }
        return true;
    }

    private byte[] chunk(int n) throws IOException {
        byte[] chunk = kept.get(n);
        if (chunk == null) {
            chunk = bytes.chunk(n);
            kept.put(n, chunk);
        }
        return chunk;
    }

    @Override
    public long length() {
        return bytes.length();
    }
}
