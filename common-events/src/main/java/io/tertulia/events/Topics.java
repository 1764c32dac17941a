package io.tertulia.events;

import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.events.realtime.Typing;
import io.tertulia.events.room.RoomEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The topic catalogue. Everything of a room is keyed by the room's id, everything of a person by
 * the person's id: the key is the order. The first three topics are public and change by addition
 * only; those named {@code internal} are private and may change with any release.
 */
public final class Topics {

    /** Partitions of every topic: the most instances of a service that can share its work. */
    public static final int PARTITIONS = 8;

    public static final Topic<RoomEvent> ROOM_EVENTS =
            new Topic<>(
                    "chat.room-events",
                    PARTITIONS,
                    Duration.ofDays(30),
                    "/tertulia/room-service",
                    Map.of(
                            RoomEvent.RoomCreated.class, "io.tertulia.room.created.v1",
                            RoomEvent.RoomUpdated.class, "io.tertulia.room.updated.v1",
                            RoomEvent.ParticipantJoined.class,
                                    "io.tertulia.room.participant-joined.v1",
                            RoomEvent.ParticipantLeft.class, "io.tertulia.room.participant-left.v1",
                            RoomEvent.ParticipantRoleChanged.class,
                                    "io.tertulia.room.participant-role-changed.v1"));

    public static final Topic<MessageEvent> MESSAGE_EVENTS =
            new Topic<>(
                    "chat.message-events",
                    PARTITIONS,
                    Duration.ofDays(30),
                    "/tertulia/message-service",
                    Map.of(
                            MessageEvent.MessageSent.class, "io.tertulia.message.sent.v1",
                            MessageEvent.MessageEdited.class, "io.tertulia.message.edited.v1",
                            MessageEvent.MessageDeleted.class, "io.tertulia.message.deleted.v1",
                            MessageEvent.ReactionsChanged.class,
                                    "io.tertulia.message.reactions-changed.v1"));

    public static final Topic<PresenceEvent> PRESENCE_EVENTS =
            new Topic<>(
                    "chat.presence-events",
                    PARTITIONS,
                    Duration.ofDays(7),
                    "/tertulia/presence-service",
                    Map.of(
                            PresenceEvent.UserCameOnline.class,
                                    "io.tertulia.presence.user-came-online.v1",
                            PresenceEvent.UserWentOffline.class,
                                    "io.tertulia.presence.user-went-offline.v1",
                            PresenceEvent.UserJoinedRoom.class,
                                    "io.tertulia.presence.user-joined-room.v1",
                            PresenceEvent.UserLeftRoom.class,
                                    "io.tertulia.presence.user-left-room.v1"));

    /**
     * The log that all changes of rooms go through. Kept long enough for a database restored from a
     * backup to catch up from it.
     */
    public static final Topic<MessageCommand> MESSAGE_COMMANDS =
            new Topic<>(
                    "chat.internal.message-commands",
                    PARTITIONS,
                    Duration.ofDays(7),
                    "/tertulia/clients",
                    Map.of(
                            MessageCommand.SendMessage.class, "io.tertulia.command.send-message.v1",
                            MessageCommand.EditMessage.class, "io.tertulia.command.edit-message.v1",
                            MessageCommand.DeleteMessage.class,
                                    "io.tertulia.command.delete-message.v1",
                            MessageCommand.AddReaction.class, "io.tertulia.command.add-reaction.v1",
                            MessageCommand.RemoveReaction.class,
                                    "io.tertulia.command.remove-reaction.v1",
                            MessageCommand.Probe.class, "io.tertulia.command.probe.v1"));

    /** Commands that can never be applied, as they were, with the reason in a header. */
    public static final String DEAD_MESSAGE_COMMANDS = "chat.internal.message-commands.dead";

    /** Answers to commands; the asker names the partition in the command's headers. */
    public static final Topic<CommandReply> COMMAND_REPLIES =
            new Topic<>(
                    "chat.internal.command-replies",
                    PARTITIONS,
                    Duration.ofHours(1),
                    "/tertulia/message-service",
                    Map.of(
                            CommandReply.Accepted.class, "io.tertulia.reply.accepted.v1",
                            CommandReply.Refused.class, "io.tertulia.reply.refused.v1",
                            CommandReply.Marked.class, "io.tertulia.reply.marked.v1",
                            CommandReply.Alive.class, "io.tertulia.reply.alive.v1"));

    /** Requests to mark messages as read, as they come from sockets. */
    public static final Topic<MarkRead> READ_COMMANDS =
            new Topic<>(
                    "chat.internal.read-commands",
                    PARTITIONS,
                    Duration.ofDays(1),
                    "/tertulia/clients",
                    Map.of(MarkRead.class, "io.tertulia.command.mark-read.v1"));

    /** Who has read what, for those who are looking; what is missed here stands in REST. */
    public static final Topic<MessagesRead> READS =
            new Topic<>(
                    "chat.internal.reads",
                    PARTITIONS,
                    Duration.ofHours(1),
                    "/tertulia/message-service",
                    Map.of(MessagesRead.class, "io.tertulia.message.read.v1"));

    public static final Topic<ConnectionLease> CONNECTIONS =
            new Topic<>(
                    "chat.internal.connections",
                    PARTITIONS,
                    Duration.ofHours(1),
                    "/tertulia/realtime-service",
                    Map.of(ConnectionLease.class, "io.tertulia.realtime.connection-lease.v1"));

    public static final Topic<Typing> TYPING =
            new Topic<>(
                    "chat.internal.typing",
                    PARTITIONS,
                    Duration.ofMinutes(10),
                    "/tertulia/realtime-service",
                    Map.of(Typing.class, "io.tertulia.realtime.typing.v1"));

    /** The topics that anybody may consume. */
    public static final List<Topic<?>> PUBLIC =
            List.of(ROOM_EVENTS, MESSAGE_EVENTS, PRESENCE_EVENTS);

    private Topics() {}
}
