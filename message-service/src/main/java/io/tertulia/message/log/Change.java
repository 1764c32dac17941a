package io.tertulia.message.log;

import io.tertulia.events.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One change of a room's conversation, whole: its event can be published again from it and all
 * other collections can be repaired from it.
 *
 * @param head the room's head once the change is applied; its {@code lastSeq} is the change's place
 * @param after the message after the change; its {@code seq} is the place at which it was sent
 * @param senderCount how many messages the sender has sent to the room, this one included; 0 unless
 *     the change is a new message
 * @param emojis all reactions to the message of whoever caused the change; empty unless the change
 *     is of reactions
 */
public record Change(
        RoomHead head,
        Cause cause,
        ChangeType type,
        Message after,
        long senderCount,
        List<String> emojis) {

    public Change {
        emojis = List.copyOf(emojis);
    }

    /**
     * Where a change comes from.
     *
     * @param command the command's id, unique for ever; a sent message's id
     * @param origin where the command stood when it was applied
     * @param by who asked for it
     * @param at when it was decided
     */
    public record Cause(UUID command, LogOffset origin, UUID by, Instant at) {}

    public UUID room() {
        return head.room();
    }

    /** The change's place in its room's log. */
    public long seq() {
        return head.lastSeq();
    }

    /** The message as it is once the change is applied. */
    public LoggedMessage logged() {
        return new LoggedMessage(after, seq());
    }
}
