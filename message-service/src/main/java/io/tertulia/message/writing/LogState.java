package io.tertulia.message.writing;

import io.tertulia.events.message.Attachment;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ChangeType;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.ReactionsCollection;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.SendersCollection.Sent;
import io.tertulia.message.log.Upload;
import io.tertulia.message.log.UploadState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the commands of one batch depend on. {@link #apply} is the only way in which it changes:
 * so later commands of a batch see what earlier ones did. For the writer's thread only.
 */
final class LogState {

    private final Map<UUID, RoomHead> heads;
    private final Participants participants;
    private final Map<UUID, Change> applied;
    private final Map<UUID, LoggedMessage> messages;
    private final Map<ReactionsCollection.Key, List<String>> emojis;
    private final Map<RoomUser, Sent> sent;
    private final Uploads uploads;
    private final Set<UUID> spent;

    /**
     * Who may write where.
     *
     * @param roles of everybody who takes part
     * @param closed rooms that nobody may write to any more
     */
    record Participants(Map<RoomUser, Role> roles, Set<UUID> closed) {}

    /**
     * What may be attached.
     *
     * @param found those uploads that a command of the batch names, and that are whole
     * @param spent those of them that were sent, or that never can be any more
     * @param goodFor how long after its beginning an upload may be sent
     */
    record Uploads(Map<UUID, Upload> found, Set<UUID> spent, Duration goodFor) {}

    LogState(
            Map<UUID, RoomHead> heads,
            Participants participants,
            Map<UUID, Change> applied,
            Map<UUID, LoggedMessage> messages,
            Map<ReactionsCollection.Key, List<String>> emojis,
            Map<RoomUser, Sent> sent,
            Uploads uploads) {
        this.heads = new HashMap<>(heads);
        this.participants = participants;
        this.applied = new HashMap<>(applied);
        this.messages = new HashMap<>(messages);
        this.emojis = new HashMap<>(emojis);
        this.sent = new HashMap<>(sent);
        this.uploads = uploads;
        this.spent = new HashSet<>(uploads.spent());
    }

    RoomHead head(UUID room) {
        return heads.getOrDefault(room, RoomHead.empty(room));
    }

    /** The heads of all rooms of the batch that anything was ever written to. */
    Map<UUID, RoomHead> heads() {
        return Map.copyOf(heads);
    }

    /** What those have sent who sent anything in the batch, or whom it was known of before. */
    Map<RoomUser, Sent> sent() {
        return Map.copyOf(sent);
    }

    /** Null for who does not take part. */
    @Nullable Role role(RoomUser who) {
        return participants.roles().get(who);
    }

    boolean isClosed(UUID room) {
        return participants.closed().contains(room);
    }

    /** What a command changed when it was applied before; null if it never was. */
    @Nullable Change applied(UUID command) {
        return applied.get(command);
    }

    /** Null if the room has no such message. */
    @Nullable LoggedMessage message(UUID room, UUID id) {
        LoggedMessage logged = messages.get(id);
        return logged == null || !logged.message().room().equals(room) ? null : logged;
    }

    List<String> emojis(UUID message, UUID user) {
        return emojis.getOrDefault(new ReactionsCollection.Key(message, user), List.of());
    }

    Sent sent(RoomUser who) {
        return sent.getOrDefault(who, Sent.NOTHING);
    }

    /** The upload, if this person may send it to this room now; else null. */
    @Nullable Upload sendable(UUID id, RoomUser who, Instant now) {
        Upload upload = uploads.found().get(id);
        return upload != null
                        && upload.state() == UploadState.READY
                        && upload.by().equals(who)
                        && !upload.isOlderThan(uploads.goodFor(), now)
                        && !spent.contains(id)
                ? upload
                : null;
    }

    void apply(Change change) {
        Change.Cause cause = change.cause();
        heads.put(change.room(), change.head());
        applied.put(cause.command(), change);
        messages.put(change.after().id(), change.logged());
        if (change.type() == ChangeType.MESSAGE) {
            Attachment attachment = change.after().attachment();
            if (attachment != null) {
                spent.add(attachment.id());
            }
            sent.put(
                    new RoomUser(change.room(), cause.by()),
                    new Sent(change.after().number(), change.senderCount()));
        }
        if (change.type() == ChangeType.REACTION) {
            emojis.put(
                    new ReactionsCollection.Key(change.after().id(), cause.by()), change.emojis());
        }
    }
}
