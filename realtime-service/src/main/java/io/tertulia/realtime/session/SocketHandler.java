package io.tertulia.realtime.session;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
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
            socket.onClientCloses(close.retain());
        } else if (socket.isOpen() && !(frame instanceof PongWebSocketFrame)) {
            onFrame(context.channel(), frame);
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
            case CorruptedWebSocketFrameException e
                    when WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(e.closeStatus()) ->
                    session.socket().close(CloseReason.FRAME_TOO_LARGE);
            case TooLongFrameException _ -> session.socket().close(CloseReason.FRAME_TOO_LARGE);
            case CorruptedWebSocketFrameException _ ->
                    session.socket().close(CloseReason.PROTOCOL_ERROR);
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
}
