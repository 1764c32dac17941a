package io.tertulia.events.message;

import java.util.UUID;

/** What the writer answers to whoever appended a command. */
public sealed interface CommandReply {

    /**
     * The change is stored for good.
     *
     * @param seq the change's place in the room's log; the message's own where nothing had to
     *     change
     * @param repeated whether the same command had been applied before, so that nothing is new
     */
    record Accepted(UUID messageId, long seq, boolean repeated) implements CommandReply {}

    /** The command is not allowed and changed nothing. */
    record Refused(Refusal code, String detail) implements CommandReply {}

    /**
     * The answer to a {@link io.tertulia.events.reading.MarkRead}.
     *
     * @param count how many messages were unread before and are not any more
     */
    record Marked(long count) implements CommandReply {}

    /** The answer to a {@link MessageCommand.Probe}. */
    record Alive() implements CommandReply {}
}
