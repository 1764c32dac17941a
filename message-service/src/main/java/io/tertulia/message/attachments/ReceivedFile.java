package io.tertulia.message.attachments;

import io.tertulia.events.message.Attachment;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.Upload;
import io.tertulia.message.log.UploadState;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that has come and is stored.
 *
 * @param by who uploaded it, for which room
 * @param since when that began
 * @param size in bytes
 */
record ReceivedFile(
        UUID id, RoomUser by, Instant since, String name, String contentType, long size) {

    /** The upload, once it is known what a message will show of it. */
    Upload shownAs(Attachment attachment) {
        return new Upload(id, by, UploadState.READY, since, attachment);
    }
}
