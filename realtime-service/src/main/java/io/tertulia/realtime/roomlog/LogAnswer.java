package io.tertulia.realtime.roomlog;

import java.util.List;

/** What message-service says when it is asked for a room's log. */
public sealed interface LogAnswer {

    /**
     * What happened after a place in the log, in order. Being given a page also proves that the
     * asker takes part in the room.
     *
     * @param changes those of kinds that this version knows
     * @param reached the place up to which the page tells all
     * @param lastSeq the log's last place when the page was made
     * @param hasMore whether the page ends before that
     */
    record Page(List<LoggedChange> changes, long reached, long lastSeq, boolean hasMore)
            implements LogAnswer {
        public Page {
            changes = List.copyOf(changes);
        }
    }

    /** The asker gets nothing; the same question will get the same answer. */
    enum Denied implements LogAnswer {
        BAD_TOKEN,
        NOT_A_PARTICIPANT,
        UNKNOWN_ROOM
    }

    /** Nobody answered, or not sensibly; to be asked again later. */
    record Away(String reason) implements LogAnswer {}
}
