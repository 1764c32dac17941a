package io.tertulia.message.attachments;

import io.tertulia.events.User;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.Upload;
import io.tertulia.message.log.UploadState;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.ProblemException;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Finds attachments for those who may see them. Safe for use by many threads. */
final class AttachmentReader {

    private final RoomLog log;
    private final UploadShelf shelf;
    private final RoomAccess access;

    AttachmentReader(RoomLog log, UploadShelf shelf, RoomAccess access) {
        this.log = log;
        this.shelf = shelf;
        this.access = access;
    }

    /**
     * An upload that the caller may see: its own as long as no message shows it, then those of the
     * rooms that the caller takes part in now.
     *
     * @throws ProblemException 404 for everything else: nobody is told what exists
     */
    Upload visible(User caller, UUID id) {
        return log.uploads()
                .find(id)
                .filter(upload -> isVisible(caller, upload))
                .orElseThrow(AttachmentReader::unknown);
    }

    private boolean isVisible(User caller, Upload upload) {
        return switch (upload.state()) {
            case RECEIVING, DOOMED -> false;
            case READY -> upload.by().user().equals(caller.id());
            case SENT -> access.isParticipant(caller, upload.by().room());
        };
    }

    /**
     * The bytes of an upload.
     *
     * @throws ProblemException 404 if they are removed already
     */
    StoredBytes content(UUID id) {
        return shelf.content(id).orElseThrow(AttachmentReader::unknown);
    }

    /**
     * The bytes of an upload's thumbnail.
     *
     * @throws ProblemException 404 if there is none
     */
    StoredBytes thumbnail(UUID id) {
        return shelf.thumbnail(id).orElseThrow(AttachmentReader::unknown);
    }

    /**
     * Lets go of an upload of the caller's that no message shows.
     *
     * @throws ProblemException 404 for one of others; 409 if a message shows it
     */
    void discard(User caller, UUID id) {
        Upload upload = visible(caller, id);
        if (!upload.by().user().equals(caller.id())) {
            throw unknown();
        }
        // The gate decides: a writer that is just about to send it is refused there, or was first.
        if (upload.state() == UploadState.SENT || log.changes().seal(id).isPresent()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "already_sent",
                    "A message shows it: delete the message, and it goes with it.");
        }
        if (log.uploads().doom(id, UploadState.READY)) {
            shelf.remove(id);
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such attachment.");
    }
}
