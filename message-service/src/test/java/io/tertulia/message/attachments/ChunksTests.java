package io.tertulia.message.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of a file is in memory at a time, and what is asked of the database for it. */
@Timeout(60)
class ChunksTests {

    private static final int CHUNK = 255 * 1024;
    private static final int LARGE = 25 * 1024 * 1024;

    private final Shelf stage = new Shelf();
    private final UUID id = UUID.randomUUID();
    private final byte[] content = new byte[3 * CHUNK + 10];

    ChunksTests() {
        new Random(1).nextBytes(content);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private StoredBytes stored() throws IOException {
        stage.shelf.store(id, "text/plain", new byte[0], new ByteArrayInputStream(content));
        return stage.shelf.content(id).orElseThrow();
    }

    /** Counts what was read of it and not yet stored. */
    private final class Watched extends InputStream {
        private int read;
        private int mostHeld;

        @Override
        public int read() {
            throw new UnsupportedOperationException("nobody reads 25 MB byte by byte");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, LARGE - read);
            read += count;
            int stored = stage.chunkCommands("insert").size() * CHUNK;
            mostHeld = Math.max(mostHeld, read - stored);
            return count == 0 ? -1 : count;
        }
    }

    @Test
    void anUploadIsNeverInMemoryAsAWhole() throws IOException {
        var watched = new Watched();

        long size = stage.shelf.store(id, "text/plain", new byte[0], watched);

        assertThat(size).isEqualTo(LARGE);
        assertThat(watched.mostHeld).isLessThan(2 * CHUNK);
    }

    @Test
    void aDownloadReadsChunkByChunkByWholeKeys() throws IOException {
        StoredBytes stored = stored();

        try (var stream = new ChunkStream(stored, () -> {})) {
            byte[] first = stream.readNBytes(CHUNK);
            assertThat(stage.chunkCommands("find")).hasSize(1);
            byte[] rest = stream.readAllBytes();
            assertThat(Arrays.equals(Arrays.copyOf(content, CHUNK), first)).isTrue();
            assertThat(rest.length).isEqualTo(content.length - CHUNK);
        }

        List<BsonDocument> finds = stage.chunkCommands("find");
        assertThat(finds).hasSize(4);
        for (int n = 0; n < 4; n++) {
            BsonDocument filter = finds.get(n).getDocument("filter");
            assertThat(filter.keySet()).containsExactly("files_id", "n");
            assertThat(filter.getInt32("n").getValue()).isEqualTo(n);
        }
    }

    @Test
    void aRangeReadsOnlyItsOwnChunks() throws IOException {
        StoredBytes stored = stored();

        try (var stream = new ChunkStream(stored, () -> {})) {
            stream.skipNBytes(2 * CHUNK + 5);
            byte[] part = stream.readNBytes(10);
            assertThat(part).isEqualTo(Arrays.copyOfRange(content, 2 * CHUNK + 5, 2 * CHUNK + 15));
        }

        assertThat(stage.chunkCommands("find")).hasSize(1);
    }

    @Test
    void aStreamEndsWithTheFileAndIsClosedOnce() throws IOException {
        var closed = new int[1];
        var stream = new ChunkStream(stored(), () -> closed[0]++);

        assertThat(stream.skip(Long.MAX_VALUE)).isEqualTo(content.length);
        assertThat(stream.read()).isEqualTo(-1);
        stream.close();
        stream.close();

        assertThat(closed[0]).isEqualTo(1);
    }

    @Test
    void whatIsRemovedWhileItIsReadBreaksOff() throws IOException {
        StoredBytes stored = stored();
        stage.shelf.remove(id);

        try (var stream = new ChunkStream(stored, () -> {})) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void decodersMayGoBackAndForth() throws IOException {
        try (var input = new ChunkImageInput(stored(), Duration.ofMinutes(1))) {
            for (int position : new int[] {CHUNK - 1, 3 * CHUNK, 7, CHUNK, content.length - 1}) {
                input.seek(position);
                assertThat((byte) input.readUnsignedByte()).isEqualTo(content[position]);
            }
            input.seek(CHUNK - 2);
            byte[] across = new byte[4];
            input.readFully(across);
            assertThat(across).isEqualTo(Arrays.copyOfRange(content, CHUNK - 2, CHUNK + 2));
            input.seek(content.length);
            assertThat(input.read()).isEqualTo(-1);
            assertThat(input.read(across, 0, 4)).isEqualTo(-1);
        }
    }

    @Test
    void aDecoderCannotGoOnForEver() throws IOException {
        try (var input = new ChunkImageInput(stored(), Duration.ZERO)) {
            assertThatThrownBy(input::read).isInstanceOf(IOException.class);
        }
    }

    /** The embedded server would read every file there is where it has no index of that alone. */
    @Test
    void whatIsRemovedIsFoundByAnIndexOfItsFileAlone() {
        assertThat(stage.database.getCollection("attachments.chunks").listIndexes())
                .anyMatch(index -> new Document("files_id", 1).equals(index.get("key")));
    }
}
