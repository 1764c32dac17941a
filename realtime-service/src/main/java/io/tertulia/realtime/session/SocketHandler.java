package io.tertulia.realtime.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.tertulia.realtime.protocol.BadFrame;
import io.tertulia.realtime.protocol.ClientFrame;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.protocol.FrameParser;
import io.tertulia.realtime.sockets.ChatSocket;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket frames of one socket. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);
    private static final FrameParser PARSER = new FrameParser();

    /** Bytes of the code that a close frame begins with. */
    private static final int CLOSE_CODE = 2;

    private final SocketSession session;
    private final Sessions sessions;
    private final FrameActions actions;
    private final Clock clock;
    private final Pongs pongs = new Pongs();

    SocketHandler(SocketSession session, Sessions sessions, FrameActions actions, Clock clock) {
        this.session = session;
        this.sessions = sessions;
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        ChatSocket socket = session.socket();
        socket.onHeard(clock.millis());
        if (frame instanceof CloseWebSocketFrame close) {
            onClose(socket, close);
        } else if (socket.isOpen() && !(frame instanceof PongWebSocketFrame)) {
            onFrame(context.channel(), frame);
        }
    }

    private static void onClose(ChatSocket socket, CloseWebSocketFrame close) {
        // The decoder lets a reason through that ends within a letter; our answer would repeat it.
        ByteBuf reason = close.content().duplicate();
        reason.skipBytes(Math.min(CLOSE_CODE, reason.readableBytes()));
        if (socket.isOpen() && !ByteBufUtil.isText(reason, UTF_8)) {
            socket.close(CloseReason.INVALID_TEXT);
        } else {
            socket.onClientCloses(close.retain());
        }
    }

    private void onFrame(Channel channel, WebSocketFrame frame) {
        if (!session.frames().take()) {
            onTooFast();
        } else if (frame instanceof TextWebSocketFrame text) {
            onText(text);
        } else if (frame instanceof PingWebSocketFrame ping) {
            pongs.onPing(channel, ping);
        } else if (frame instanceof BinaryWebSocketFrame) {
            session.socket().close(CloseReason.BINARY_FRAME);
        }
    }

    private void onTooFast() {
        if (session.frames().isAbused()) {
            session.socket().close(CloseReason.TOO_FAST);
        } else {
            session.error(null, "too_fast", "Too many frames; this one was not carried out.");
        }
    }

    private void onText(TextWebSocketFrame text) {
        // Nothing before us looks at the text, and a parser of JSON may let through what is none.
        if (!ByteBufUtil.isText(text.content(), UTF_8)) {
            session.socket().close(CloseReason.INVALID_TEXT);
            return;
        }
        byte[] json = ByteBufUtil.getBytes(text.content());
        try {
            actions.act(session, read(json));
        } catch (BadFrame e) {
            session.error(e.clientId(), e.code(), e.detail());
        }
    }

    private ClientFrame read(byte[] json) throws BadFrame {
        return PARSER.parse(json, session.socket().dialect(), session.seating().onlyRoom());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        session.socket().onWritable();
        if (session.socket().isOpen()) {
            pongs.onWritable(context.channel());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            session.socket().onInputEnds();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        sessions.onGone(session);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException e -> session.socket().close(reason(e));
            case TooLongFrameException _ -> session.socket().close(CloseReason.FRAME_TOO_LARGE);
            case PrematureChannelClosureException _ ->
                    LOG.debug("A client left in the middle of a message");
            case IOException e -> {
                LOG.debug("A connection broke: {}", e.toString());
                var _ = context.close();
            }
            default -> {
                LOG.error("A socket is closed for a fault of ours", cause);
                session.socket().close(CloseReason.SERVER_FAULT);
            }
        }
    }

    private static CloseReason reason(CorruptedWebSocketFrameException e) {
        if (WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(e.closeStatus())) {
            return CloseReason.FRAME_TOO_LARGE;
        }
        return WebSocketCloseStatus.INVALID_PAYLOAD_DATA.equals(e.closeStatus())
                ? CloseReason.INVALID_TEXT
                : CloseReason.PROTOCOL_ERROR;
    }
}
