package io.tertulia.guarantees.history;

import java.util.Locale;
import java.util.UUID;

/**
 * One change of a room's log, as somebody was told of it: by a frame, a page or an event.
 *
 * @param message the message that it concerns
 * @param content the digest of the message's text as it was told
 * @param sentAt when the message was sent, in milliseconds since 1970
 */
public record Change(long seq, Type type, UUID message, long content, long sentAt) {

    /** What happened; {@code OTHER} is a kind that a newer server has added. */
    public enum Type {
        MESSAGE,
        MESSAGE_EDITED,
        MESSAGE_DELETED,
        REACTION,
        OTHER;

        /** The type that a frame or a page names. */
        public static Type named(String name) {
            for (Type type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return type;
                }
            }
            return OTHER;
        }
    }

    /** Whether both tell of the same thing at the same place, whatever became of the text since. */
    public boolean isSameDeedAs(Change other) {
        return seq == other.seq && type == other.type && message.equals(other.message);
    }
}
