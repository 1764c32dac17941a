package io.tertulia.guarantees.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/** One line of a history. People are named by their usernames, sockets are numbered. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "what")
public sealed interface Entry {

    /** A deed was asked for, for the first time or once more. */
    record Tried(Deed deed) implements Entry {}

    /**
     * A deed was acknowledged.
     *
     * @param seq the place in the room's log that the answer named
     */
    record Acked(UUID deed, long seq) implements Entry {}

    /** A deed was refused for good, with a code. */
    record Refused(UUID deed, String code) implements Entry {}

    /** An attempt came to no end that anybody knows of. */
    record Unanswered(UUID deed) implements Entry {}

    /** A command, of a deed or not, was appended once more by hand: nobody hears its answer. */
    record Appended(UUID command) implements Entry {}

    /**
     * A socket is being opened.
     *
     * @param after the place after which it wants to see everything; -1 where it asks for none
     */
    record Opened(int socket, String person, UUID room, long after) implements Entry {}

    /** A socket was told that life begins after a place. */
    record Ready(int socket, long lastSeq) implements Entry {}

    /** A socket was shown a change. */
    record Shown(int socket, Change change) implements Entry {}

    /** A socket was told that it lost something. */
    record Resync(int socket, long lastSeq) implements Entry {}

    /** A socket ended; -1 where it just broke. */
    record Closed(int socket, int code) implements Entry {}

    /** Somebody who had lost something fetched a page of the room's changes. */
    record Fetched(String person, UUID room, long after, List<Change> changes) implements Entry {}

    /**
     * Somebody who takes part to the end has seen everything up to a place, and waits no longer.
     */
    record Ended(String person, UUID room, long lastSeq) implements Entry {}

    /** Somebody with an open socket waited in vain for a place that had been acknowledged. */
    record Silent(String person, UUID room, long seq) implements Entry {}

    /** All of a room's changes, read page by page when all was quiet. */
    record LogRead(String person, UUID room, List<Change> changes) implements Entry {}

    /** All of a room's messages, read page by page when all was quiet. */
    record PagesRead(String person, UUID room, List<Listed> messages) implements Entry {}

    /**
     * An event of the public topic, in the order of its partition.
     *
     * @param seq the sequence in its headers
     * @param event the id in its headers
     * @param change what its value tells
     * @param value the digest of its value without the message's text
     */
    record Published(UUID room, long seq, UUID event, Change change, long value) implements Entry {}

    /** Right after a message was acknowledged or shown, REST was asked for it. */
    record Looked(UUID room, UUID message, boolean isThere) implements Entry {}

    /**
     * Somebody marked a room, or some messages of it, as read.
     *
     * @param shownSeq where all was marked, the last place that the person had been shown when
     *     asking for it; else 0
     * @param messages what was marked; empty for everything
     * @param isSure whether it was acknowledged; asking for it is written down before
     */
    record Marked(String person, UUID room, long shownSeq, List<UUID> messages, boolean isSure)
            implements Entry {

        /** Everything up to the room's head. */
        public static Marked all(String person, UUID room, long shownSeq, boolean isSure) {
            return new Marked(person, room, shownSeq, List.of(), isSure);
        }

        /** These messages and no others. */
        public static Marked some(String person, UUID room, List<UUID> messages, boolean isSure) {
            return new Marked(person, room, 0, messages, isSure);
        }
    }

    /** When all was quiet: how much was unread, how much was marked then, and what was left. */
    record Counted(String person, UUID room, long unread, long marked, long left)
            implements Entry {}

    /** Something was broken on purpose. */
    record Broke(String fault) implements Entry {}

    /**
     * The database was put back to what it was some seconds before: what it had lost is written
     * again, from the log of commands, at another time.
     */
    record Restored() implements Entry {}
}
