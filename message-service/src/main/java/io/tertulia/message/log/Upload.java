package io.tertulia.message.log;

import io.tertulia.events.message.Attachment;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An upload whose bytes are all there.
 *
 * @param by who uploaded it, for which room
 * @param since when the upload began
 * @param attachment what a message shows of it
 */
public record Upload(
        UUID id, RoomUser by, UploadState state, Instant since, Attachment attachment) {

    /** Whether it began longer ago than this. */
    public boolean isOlderThan(Duration age, Instant now) {
        return since.plus(age).isBefore(now);
    }

    /** Whether it is a picture that browsers may show; such a one has a width and a height. */
    public boolean isPicture() {
        return attachment.width() != null;
    }
}
