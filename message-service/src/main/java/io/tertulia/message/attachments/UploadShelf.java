package io.tertulia.message.attachments;

import io.tertulia.message.attachments.images.Thumbnail;
import io.tertulia.message.log.Upload;
import io.tertulia.message.log.UploadState;
import io.tertulia.message.log.UploadsCollection;
import io.tertulia.message.log.UploadsCollection.Unsent;
import io.tertulia.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/**
 * Where uploads lie: what is known of them together with their bytes. Safe for use by many threads.
 */
final class UploadShelf {

    private static final int COPY_BYTES = 32 * 1024;

    private final UploadsCollection uploads;
    private final AttachmentBytes bytes;
    private final AttachmentProperties properties;
    private final Clock clock;

    UploadShelf(
            UploadsCollection uploads,
            AttachmentBytes bytes,
            AttachmentProperties properties,
            Clock clock) {
        this.uploads = uploads;
        this.bytes = bytes;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Says that a file is going to come.
     *
     * @param mostBytes that it can have
     * @return when that was
     * @throws ProblemException 409 if this person has too much unsent, this one included
     */
    Instant begin(UUID id, UUID user, long mostBytes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        uploads.begin(id, user, mostBytes, now);
        // Counted after it is written: of two that begin at once, each sees the other.
        var bounds = properties.uploads();
        Unsent unsent = uploads.unsentOf(user, bounds.unsent() + 1);
        if (unsent.count() > bounds.unsent() || unsent.bytes() > bounds.unsentBytes().toBytes()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "too_many_uploads",
                    ("You may have %d uploads with %d bytes that are not sent: send some, or"
                                    + " delete them.")
                            .formatted(bounds.unsent(), bounds.unsentBytes().toBytes()));
        }
        return now;
    }

    /**
     * Stores a file while it comes, with one chunk of it in memory.
     *
     * @param head its first bytes, which were read already
     * @return its size in bytes
     * @throws ProblemException 413 if it is too large, 507 if there is no room for it
     */
    long store(UUID id, String contentType, byte[] head, InputStream rest) throws IOException {
        long largest = properties.largest().toBytes();
        return bytes.write(
                contentId(id),
                contentType,
                target -> {
                    var all = new SequenceInputStream(new ByteArrayInputStream(head), rest);
                    byte[] buffer = new byte[COPY_BYTES];
                    long size = 0;
                    for (int n = all.read(buffer); n >= 0; n = all.read(buffer)) {
                        size += n;
                        if (size > largest) {
                            throw UploadForm.tooLarge(properties.largest());
                        }
                        target.write(buffer, 0, n);
                    }
                    return size;
                });
    }

    /** Stores a file's thumbnail beside it. */
    void store(UUID id, Thumbnail thumbnail) throws IOException {
        bytes.write(
                thumbnailId(id),
                thumbnail.contentType(),
                target -> {
                    target.write(thumbnail.bytes());
                    return thumbnail.bytes().length;
                });
    }

    /**
     * Says that all of it is there.
     *
     * @return false if it was given up meanwhile
     */
    boolean complete(Upload upload) {
        return uploads.complete(upload);
    }

    /** Gives up what is still coming; nothing happens to what is whole. */
    void abandon(UUID id) {
        if (uploads.doom(id, UploadState.RECEIVING)) {
            remove(id);
        }
    }

    /** A file's bytes; empty if they are not all there. */
    Optional<StoredBytes> content(UUID id) {
        return bytes.find(contentId(id));
    }

    /** The bytes of a file's thumbnail; empty if there is none. */
    Optional<StoredBytes> thumbnail(UUID id) {
        return bytes.find(thumbnailId(id));
    }

    /**
     * Removes what is left of a doomed upload: first its bytes, then what is known of it, so that
     * one whose removal was interrupted is found again. May be repeated, and done by several.
     */
    void remove(UUID id) {
        bytes.remove(contentId(id));
        bytes.remove(thumbnailId(id));
        uploads.forget(id);
    }

    private static String contentId(UUID id) {
        return id.toString();
    }

    private static String thumbnailId(UUID id) {
        return id + ":thumbnail";
    }
}
