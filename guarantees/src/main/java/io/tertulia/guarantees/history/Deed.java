package io.tertulia.guarantees.history;

import java.util.UUID;

/**
 * What somebody asks a room for, however often the request is repeated.
 *
 * @param id of a sent message, the message's; of anything else, one made up to tell deeds apart
 * @param message the message that is sent or changed
 * @param by the person's name
 * @param content the digest of the text that is sent, or of the new one; else 0
 */
public record Deed(UUID id, UUID room, UUID message, Kind kind, String by, long content) {

    /** What is asked for. */
    public enum Kind {
        SEND(Change.Type.MESSAGE),
        EDIT(Change.Type.MESSAGE_EDITED),
        DELETE(Change.Type.MESSAGE_DELETED),
        REACT(Change.Type.REACTION);

        private final Change.Type change;

        Kind(Change.Type change) {
            this.change = change;
        }

        /** What the room's log says when it was done. */
        public Change.Type change() {
            return change;
        }
    }

    /** A message to send. */
    public static Deed send(UUID message, UUID room, String by, long content) {
        return new Deed(message, room, message, Kind.SEND, by, content);
    }
}
