package io.tertulia.message.attachments;

import io.tertulia.events.User;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one upload, in whatever order they come. A file whose room is not known yet is
 * stored all the same, since it cannot be held; it goes again if its room is not open to the
 * caller. For one request, on its thread.
 */
final class Reception implements UploadForm.Parts {

    private static final String REQUIRED = "This field is required.";

    private final UploadShelf shelf;
    private final RoomAccess access;
    private final User caller;
    private final long mostBytes;
    private @Nullable UUID begun;
    private @Nullable UUID room;
    private @Nullable StoredFile file;

    /**
     * Does nothing yet.
     *
     * @param mostBytes that the file can have
     */
    Reception(UploadShelf shelf, RoomAccess access, User caller, long mostBytes) {
        this.shelf = shelf;
        this.access = access;
        this.caller = caller;
        this.mostBytes = mostBytes;
    }

    private record StoredFile(UUID id, Instant since, String name, String contentType, long size) {}

    @Override
    public void room(String text) {
        if (room != null) {
            throw ProblemException.invalid("room", "Name one room only.");
        }
        UUID named = parsed(text);
        access.requireOpen(caller, named);
        room = named;
    }

    private static UUID parsed(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("room", "Must be the id of a room.");
        }
    }

    @Override
    public void file(@Nullable String name, InputStream content) throws IOException {
        if (begun != null) {
            throw ProblemException.invalid("file", "Upload one file at a time.");
        }
        byte[] head = content.readNBytes(ContentTypes.HEAD_BYTES);
        if (head.length == 0) {
            throw ProblemException.invalid("file", "The file is empty.");
        }
        UUID id = UUID.randomUUID();
        begun = id;
        Instant since = shelf.begin(id, caller.id(), mostBytes);
        String contentType = ContentTypes.of(head);
        long size = shelf.store(id, contentType, head, content);
        file = new StoredFile(id, since, FileNames.of(name), contentType, size);
    }

    /** The id under which something may be stored; null while there is nothing. */
    @Nullable UUID begun() {
        return begun;
    }

    /**
     * What has come, when all parts were there.
     *
     * @throws ProblemException 400 naming those that were not
     */
    ReceivedFile received() {
        StoredFile stored = file;
        UUID into = room;
        if (stored == null || into == null) {
            var errors = new TreeMap<String, List<String>>();
            if (stored == null) {
                errors.put("file", List.of(REQUIRED));
            }
            if (into == null) {
                errors.put("room", List.of(REQUIRED));
            }
            throw ProblemException.invalid(errors);
        }
        return new ReceivedFile(
                stored.id(),
                new RoomUser(into, caller.id()),
                stored.since(),
                stored.name(),
                stored.contentType(),
                stored.size());
    }
}
