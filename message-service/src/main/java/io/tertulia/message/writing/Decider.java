package io.tertulia.message.writing;

import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageCommand.AddReaction;
import io.tertulia.events.message.MessageCommand.DeleteMessage;
import io.tertulia.events.message.MessageCommand.EditMessage;
import io.tertulia.events.message.MessageCommand.Probe;
import io.tertulia.events.message.MessageCommand.RemoveReaction;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.message.MessageContent;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ChangeType;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.Upload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Decides what becomes of one command: a function of what it is given, and nothing else. It changes
 * nothing; {@link LogState#apply} does that.
 */
final class Decider {

    private final LogState state;
    private final MessageCommand command;
    private final LogOffset origin;
    private final Instant now;

    private Decider(LogState state, MessageCommand command, LogOffset origin, Instant now) {
        this.state = state;
        this.command = command;
        this.origin = origin;
        this.now = now;
    }

    /**
     * Decides.
     *
     * @param state must hold what the command depends on
     * @param origin where the command stands in its topic
     * @param now the time of the change, in whole milliseconds
     */
    static Decision decide(LogState state, MessageCommand command, LogOffset origin, Instant now) {
        return new Decider(state, command, origin, now).decide();
    }

    private Decision decide() {
        if (command instanceof Probe) {
            return new Decision.Alive();
        }
        // A repeat comes before every rule: what was allowed once is answered as it was.
        Change before = state.applied(command.id());
        if (before != null) {
            return again(before);
        }
        Decision decision = byTheRules();
        return decision instanceof Decision.Changed && isPassed()
                ? new Decision.Passed()
                : decision;
    }

    /**
     * Whether the command was decided before, without an effect. A room's commands are in one
     * partition, they are decided in order, and an ordered insert stores a prefix of what they
     * change: so once a later command has changed the room, each one before it either is among
     * those applied or had changed nothing. Deciding such a one anew, after a crash or by a writer
     * that is late, would judge it by what came after it.
     */
    private boolean isPassed() {
        LogOffset last = state.head(command.room()).lastOrigin();
        return last != null && origin.isBefore(last);
    }

    private Decision byTheRules() {
        Role role = state.role(asker());
        if (role == null) {
            return refused(Refusal.NOT_A_PARTICIPANT);
        }
        if (state.isClosed(command.room())) {
            return refused(Refusal.ROOM_CLOSED);
        }
        return switch (command) {
            case SendMessage send -> send(send);
            case EditMessage edit -> onMessage(it -> edit(it, edit.content()));
            case DeleteMessage delete -> onMessage(it -> delete(it, role));
            case AddReaction add -> onMessage(it -> react(it, add.emoji(), true));
            case RemoveReaction remove -> onMessage(it -> react(it, remove.emoji(), false));
            case Probe probe -> new Decision.Alive();
        };
    }

    private Decision again(Change before) {
        boolean same =
                before.room().equals(command.room())
                        && before.cause().by().equals(command.by().id())
                        && before.type() == Commands.changeType(command)
                        && before.after().id().equals(Commands.target(command));
        if (!same) {
            return refused(Refusal.ID_TAKEN);
        }
        return before.cause().origin().equals(origin)
                ? new Decision.Replayed(before)
                : new Decision.Unchanged(before.after().id(), before.seq(), true);
    }

    private Decision send(SendMessage send) {
        UUID attachmentId = send.attachmentId();
        if (!MessageContent.isNormal(send.content(), attachmentId != null)) {
            return refused(Refusal.INVALID);
        }
        Upload upload = null;
        if (attachmentId != null) {
            upload = state.sendable(attachmentId, asker(), now);
            if (upload == null) {
                return refused(Refusal.UNKNOWN_ATTACHMENT);
            }
        }
        LoggedMessage replied = null;
        UUID replyToId = send.replyToId();
        if (replyToId != null) {
            replied = state.message(send.room(), replyToId);
            if (replied == null) {
                return refused(Refusal.UNKNOWN_REPLY);
            }
        }
        RoomHead head = state.head(send.room()).next(true, now, origin);
        return changed(
                head,
                Revisions.sent(send, head, replied == null ? null : replied.message(), upload),
                state.sent(asker()).count() + 1,
                List.of());
    }

    private Decision onMessage(Function<LoggedMessage, Decision> rule) {
        LoggedMessage logged = state.message(command.room(), Commands.target(command));
        if (logged == null) {
            return refused(Refusal.UNKNOWN_MESSAGE);
        }
        return logged.message().isDeleted() ? refused(Refusal.ALREADY_DELETED) : rule.apply(logged);
    }

    private Decision edit(LoggedMessage logged, String content) {
        if (!isSender(logged)) {
            return refused(Refusal.NOT_THE_SENDER);
        }
        if (!MessageContent.isNormal(content, logged.message().attachment() != null)) {
            return refused(Refusal.INVALID);
        }
        return logged.message().content().equals(content)
                ? unchanged(logged)
                : changed(Revisions.edited(logged.message(), content, now), List.of());
    }

    private Decision delete(LoggedMessage logged, Role role) {
        return isSender(logged) || role.moderates()
                ? changed(Revisions.deleted(logged.message()), List.of())
                : refused(Refusal.NOT_THE_SENDER);
    }

    private Decision react(LoggedMessage logged, String emoji, boolean isAdded) {
        if (!Emoji.isAcceptable(emoji)) {
            return refused(Refusal.INVALID);
        }
        Message message = logged.message();
        List<String> own = state.emojis(message.id(), command.by().id());
        if (own.contains(emoji) == isAdded) {
            return unchanged(logged);
        }
        if (isAdded && Emoji.isOneTooMany(emoji, message.reactions())) {
            return refused(Refusal.TOO_MANY_REACTIONS);
        }
        var emojis = new ArrayList<>(own);
        if (isAdded) {
            emojis.add(emoji);
        } else {
            emojis.remove(emoji);
        }
        return changed(Revisions.reacted(message, emoji, isAdded ? 1 : -1), emojis);
    }

    private boolean isSender(LoggedMessage logged) {
        return logged.message().sender().id().equals(command.by().id());
    }

    private RoomUser asker() {
        return new RoomUser(command.room(), command.by().id());
    }

    private Decision changed(Message after, List<String> emojis) {
        return changed(state.head(command.room()).next(false, now, origin), after, 0, emojis);
    }

    private Decision changed(RoomHead head, Message after, long sent, List<String> emojis) {
        var cause = new Change.Cause(command.id(), origin, command.by().id(), now);
        ChangeType type = Commands.changeType(command);
        return new Decision.Changed(new Change(head, cause, type, after, sent, emojis));
    }

    private static Decision unchanged(LoggedMessage logged) {
        return new Decision.Unchanged(logged.message().id(), logged.stateSeq(), false);
    }

    private static Decision refused(Refusal code) {
        return new Decision.Refused(code);
    }
}
