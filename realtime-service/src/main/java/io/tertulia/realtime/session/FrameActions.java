package io.tertulia.realtime.session;

import io.tertulia.events.message.CommandReply;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.protocol.ClientFrame;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.sending.CommandSender;
import io.tertulia.realtime.typing.TypingPublisher;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what clients ask for, and answers them. Called on the socket's event loop. */
final class FrameActions {

    private static final Logger LOG = LoggerFactory.getLogger(FrameActions.class);

    private final CommandSender sender;
    private final Fanout fanout;
    private final TypingPublisher typing;
    private final SessionProperties properties;

    FrameActions(
            CommandSender sender,
            Fanout fanout,
            TypingPublisher typing,
            SessionProperties properties) {
        this.sender = sender;
        this.fanout = fanout;
        this.typing = typing;
        this.properties = properties;
    }

    void act(SocketSession session, ClientFrame frame) {
        String clientId = frame.clientId();
        switch (frame) {
            case ClientFrame.Change change -> ask(session, clientId, () -> send(session, change));
            case ClientFrame.Typing typing -> type(session, typing);
            case ClientFrame.MarkRead(var _, UUID room, List<UUID> read) ->
                    ask(
                            session,
                            clientId,
                            () -> sender.mark(Commands.markRead(room, session.user(), read)));
            case ClientFrame.Ping _ -> session.ack(ServerFrames.ack(clientId, null, 0));
        }
    }

    private CompletableFuture<CommandReply> send(SocketSession session, ClientFrame.Change change) {
        // While the socket has its seat there the room's events are read, and they go on being read
        // for as long as an answer is waited for: a socket of all rooms may lose this one first.
        boolean readsEvents = session.seating().shows(change.room()) && fanout.reads(change.room());
        return sender.send(Commands.of(change, session.user()), readsEvents);
    }

    /** The socket is gone: whoever was typing on it is no longer. */
    void onGone(SocketSession session) {
        UUID room = session.typingIn();
        if (room != null) {
            typing.publish(room, session.user(), false);
        }
    }

    /** Nobody decides about typing later, so what is seen here must do. */
    private void type(SocketSession session, ClientFrame.Typing frame) {
        if (!session.seating().shows(frame.room())) {
            session.error(frame.clientId(), "not_a_participant", "You do not take part there.");
        } else if (session.mayType()) {
            session.onTyping(frame.room(), frame.isTyping());
            typing.publish(frame.room(), session.user(), frame.isTyping());
        }
    }

    private void ask(
            SocketSession session,
            @Nullable String clientId,
            Supplier<CompletableFuture<CommandReply>> question) {
        if (!session.begin(properties.maxInFlight())) {
            session.error(clientId, "too_fast", "Wait for the answers to what was sent before.");
            return;
        }
        var _ =
                question.get()
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
            case CommandReply.Marked(long count) ->
                    session.ack(ServerFrames.marked(clientId, count));
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
}
