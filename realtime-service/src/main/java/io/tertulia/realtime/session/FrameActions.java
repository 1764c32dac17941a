package io.tertulia.realtime.session;

import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.realtime.protocol.ClientFrame;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.sending.CommandSender;
import io.tertulia.realtime.typing.TypingPublisher;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what clients ask for, and answers them. Called on the socket's event loop. */
final class FrameActions {

    private static final Logger LOG = LoggerFactory.getLogger(FrameActions.class);

    private final CommandSender sender;
    private final TypingPublisher typing;
    private final SessionProperties properties;

    FrameActions(CommandSender sender, TypingPublisher typing, SessionProperties properties) {
        this.sender = sender;
        this.typing = typing;
        this.properties = properties;
    }

    void act(SocketSession session, ClientFrame frame) {
        UUID room = session.room();
        User by = session.user();
        String clientId = frame.clientId();
        switch (frame) {
            case ClientFrame.SendMessage(var _, UUID id, var content, var type, var replyTo) ->
                    send(
                            session,
                            clientId,
                            new MessageCommand.SendMessage(
                                    id, room, by, content, type, replyTo, null));
            case ClientFrame.EditMessage(var _, UUID message, String content) ->
                    send(
                            session,
                            clientId,
                            new MessageCommand.EditMessage(fresh(), room, by, message, content));
            case ClientFrame.DeleteMessage(var _, UUID message) ->
                    send(
                            session,
                            clientId,
                            new MessageCommand.DeleteMessage(fresh(), room, by, message));
            case ClientFrame.AddReaction(var _, UUID message, String emoji) ->
                    send(
                            session,
                            clientId,
                            new MessageCommand.AddReaction(fresh(), room, by, message, emoji));
            case ClientFrame.RemoveReaction(var _, UUID message, String emoji) ->
                    send(
                            session,
                            clientId,
                            new MessageCommand.RemoveReaction(fresh(), room, by, message, emoji));
            case ClientFrame.Typing(var _, boolean isTyping) -> type(session, isTyping);
            case ClientFrame.MarkRead _ ->
                    session.error(
                            clientId, "not_supported", "Marking as read is not supported yet.");
            case ClientFrame.Ping _ -> session.ack(ServerFrames.ack(clientId, null, 0));
        }
    }

    /** The socket is gone: whoever was typing on it is no longer. */
    void onGone(SocketSession session) {
        if (session.isTyping()) {
            typing.publish(session.room(), session.user(), false);
        }
    }

    private void type(SocketSession session, boolean isTyping) {
        if (session.mayType()) {
            session.isTyping(isTyping);
            typing.publish(session.room(), session.user(), isTyping);
        }
    }

    private void send(SocketSession session, @Nullable String clientId, MessageCommand command) {
        if (!session.begin(properties.maxInFlight())) {
            session.error(clientId, "too_fast", "Wait for the answers to what was sent before.");
            return;
        }
        var _ =
                sender.send(command)
                        .whenComplete(
                                (reply, failure) ->
                                        session.socket()
                                                .execute(
                                                        () ->
                                                                answer(
                                                                        session, clientId, reply,
                                                                        failure)));
    }

    private static void answer(
            SocketSession session,
            @Nullable String clientId,
            @Nullable CommandReply reply,
            @Nullable Throwable failure) {
        session.end();
        switch (reply) {
            case CommandReply.Accepted(UUID messageId, long seq, boolean _) ->
                    session.ack(ServerFrames.ack(clientId, messageId, seq));
            case CommandReply.Refused(var code, String detail) ->
                    session.error(clientId, code.code(), detail);
            case CommandReply.Marked _ -> session.ack(ServerFrames.ack(clientId, null, 0));
            case CommandReply.Alive alive -> {
                LOG.error("A command was answered like a probe: {}", alive);
                session.error(clientId, "unavailable", "The answer makes no sense.");
            }
            case null ->
                    session.error(
                            clientId,
                            "unavailable",
                            "%s Send it again with the same id."
                                    .formatted(failure == null ? "" : failure.getMessage())
                                    .strip());
        }
    }

    private static UUID fresh() {
        return UUID.randomUUID();
    }
}
