package io.tertulia.message.writing;

import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageCommand.AddReaction;
import io.tertulia.events.message.MessageCommand.DeleteMessage;
import io.tertulia.events.message.MessageCommand.EditMessage;
import io.tertulia.events.message.MessageCommand.Probe;
import io.tertulia.events.message.MessageCommand.RemoveReaction;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.message.log.ChangeType;
import java.util.UUID;

/** What commands are about. */
final class Commands {

    private Commands() {}

    /** The message that a command makes or concerns. */
    static UUID target(MessageCommand command) {
        return switch (command) {
            case SendMessage send -> send.id();
            case EditMessage edit -> edit.messageId();
            case DeleteMessage delete -> delete.messageId();
            case AddReaction add -> add.messageId();
            case RemoveReaction remove -> remove.messageId();
            case Probe probe -> probe.id();
        };
    }

    /**
     * The change that a command makes.
     *
     * @throws IllegalArgumentException for a probe, which makes none
     */
    static ChangeType changeType(MessageCommand command) {
        return switch (command) {
            case SendMessage send -> ChangeType.MESSAGE;
            case EditMessage edit -> ChangeType.MESSAGE_EDITED;
            case DeleteMessage delete -> ChangeType.MESSAGE_DELETED;
            case AddReaction add -> ChangeType.REACTION;
            case RemoveReaction remove -> ChangeType.REACTION;
            case Probe probe -> throw new IllegalArgumentException("a probe changes nothing");
        };
    }
}
