package io.tertulia.message.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.message.attachments.UploadTurns.Turn;
import io.tertulia.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UploadBoundsTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final UploadTurns turns =
            new UploadTurns(
                    new AttachmentProperties.Uploads(3, 2, LONG, 9, DataSize.ofMegabytes(1)));
    private final UUID ana = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    @Test
    void onePersonCannotTakeAllTurns() {
        try (Turn first = turns.take(ana);
                Turn second = turns.take(ana)) {
            assertThatThrownBy(() -> turns.take(ana))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("2 uploads of one person");
            turns.take(bob).close();
            assertThat(first).isNotSameAs(second);
        }
        turns.take(ana).close();
    }

    @Test
    void thereAreOnlySoManyTurns() {
        try (Turn first = turns.take(ana);
                Turn second = turns.take(ana);
                Turn third = turns.take(bob)) {
            assertThatThrownBy(() -> turns.take(UUID.randomUUID()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Too many uploads");
            assertThat(first).isNotSameAs(second).isNotSameAs(third);
        }
        turns.take(UUID.randomUUID()).close();
    }

    private static BoundedBody body(InputStream from, int most, Duration patience) {
        return new BoundedBody(from, most, UploadForm.tooLarge(DataSize.ofBytes(most)), patience);
    }

    @Test
    void aBodyMayBeAsLongAsAllowed() throws IOException {
        try (var body = body(new ByteArrayInputStream(new byte[10]), 10, LONG)) {
            assertThat(body.readAllBytes()).hasSize(10);
        }
        try (var body = body(new ByteArrayInputStream(new byte[11]), 10, LONG)) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("10 bytes");
        }
    }

    @Test
    void aBodyThatTricklesIsGivenUp() throws IOException {
        try (var body = body(InputStream.nullInputStream(), 10, Duration.ofNanos(-1))) {
            assertThatThrownBy(body::read)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("too long");
        }
    }

    @Test
    void onlySoMuchIsReadForNothing() {
        var endless = new Endless();

        body(endless, 100_000, LONG).drain();
        body(new Endless(), 100_000, Duration.ofNanos(-1)).drain();

        assertThat(endless.read).isBetween(100_000L, 200_000L);
    }

    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            return read(new byte[1], 0, 1) - 1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            read += length;
            return length;
        }
    }

    @Test
    void onlySoManyDownloadsAtOnce() {
        var downloads = new DownloadTurns(1);
        try (var shelf = new Shelf();
                ChunkStream first =
                        downloads.open(
                                new StoredBytes(
                                        "x", "a/b", 0, 1, shelf.database.getCollection("x")))) {
            assertThat(first.skip(1)).isZero();
            assertThatThrownBy(
                            () ->
                                    downloads.open(
                                            new StoredBytes(
                                                    "x",
                                                    "a/b",
                                                    0,
                                                    1,
                                                    shelf.database.getCollection("x"))))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Too many downloads");
        }
    }
}
