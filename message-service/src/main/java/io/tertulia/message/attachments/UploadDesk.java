package io.tertulia.message.attachments;

import com.mongodb.MongoException;
import io.tertulia.events.User;
import io.tertulia.events.message.Attachment;
import io.tertulia.message.attachments.UploadTurns.Turn;
import io.tertulia.message.attachments.images.Picture;
import io.tertulia.message.attachments.images.PictureFormat;
import io.tertulia.message.attachments.images.PictureViewer;
import io.tertulia.message.attachments.images.Thumbnail;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes uploads in. Safe for use by many threads. */
final class UploadDesk {

    private static final Logger LOG = LoggerFactory.getLogger(UploadDesk.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final UploadShelf shelf;
    private final RoomAccess access;
    private final PictureViewer pictures;
    private final AttachmentProperties properties;
    private final UploadTurns turns;

    UploadDesk(
            UploadShelf shelf,
            RoomAccess access,
            PictureViewer pictures,
            AttachmentProperties properties) {
        this.shelf = shelf;
        this.access = access;
        this.pictures = pictures;
        this.properties = properties;
        this.turns = new UploadTurns(properties.uploads());
    }

    /**
     * Takes one upload in.
     *
     * @return what a message will show of it
     * @throws ProblemException whatever was wrong with it; nothing is kept then
     */
    Attachment take(User caller, HttpServletRequest request) throws IOException {
        var form = new UploadForm(request, properties.largest(), properties.uploads().patience());
        try (Turn _ = turns.take(caller.id())) {
            return take(caller, form);
        } catch (RuntimeException e) {
            form.drain();
            throw e;
        }
    }

    private Attachment take(User caller, UploadForm form) throws IOException {
        var reception = new Reception(shelf, access, caller, form.mostFileBytes());
        try {
            form.read(reception);
            ReceivedFile received = reception.received();
            Attachment attachment = attachment(received);
            if (!shelf.complete(received.shownAs(attachment))) {
                throw ProblemException.unavailable(
                        "The upload took so long that it was given up; try again.", RETRY_AFTER);
            }
            return attachment;
        } catch (IOException | RuntimeException e) {
            abandon(reception.begun());
            throw e;
        }
    }

    private Attachment attachment(ReceivedFile file) throws IOException {
        Picture picture = picture(file).orElse(null);
        Thumbnail thumbnail = picture == null ? null : picture.thumbnail();
        if (thumbnail != null) {
            shelf.store(file.id(), thumbnail);
        }
        return new Attachment(
                file.id(),
                file.name(),
                file.contentType(),
                file.size(),
                AttachmentAddresses.of(file.id()),
                picture == null ? null : picture.width(),
                picture == null ? null : picture.height(),
                thumbnail == null ? null : AttachmentAddresses.ofThumbnail(file.id()));
    }

    private Optional<Picture> picture(ReceivedFile file) {
        return PictureFormat.of(file.contentType())
                .flatMap(
                        format ->
                                shelf.content(file.id())
                                        .flatMap(stored -> pictures.view(format, opened(stored))));
    }

    private Supplier<ImageInputStream> opened(StoredBytes stored) {
        return () -> new ChunkImageInput(stored, properties.pictures().patience());
    }

    /** Goes now, or with the next sweep. */
    private void abandon(@Nullable UUID id) {
        if (id == null) {
            return;
        }
        try {
            shelf.abandon(id);
        } catch (MongoException e) {
            LOG.warn("Upload {} is left to the sweeper: {}", id, e.toString());
        }
    }
}
