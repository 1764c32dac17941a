package io.tertulia.realtime.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One open WebSocket. Everything but {@link #loop()}, {@link #visitor()} and {@link #execute} is
 * for the socket's own event loop: that one thread is what makes locks needless here.
 */
public final class ChatSocket {

    private static final int PARTS_OF_OUTBOX = 4;

    private final Channel channel;
    private final Visitor visitor;
    private final SocketProperties properties;
    private final SocketMetrics metrics;
    private final Outbox outbox;

    private long heardAtMillis;
    private long pingedAtMillis;
    private boolean isFlushDue;
    private boolean isClosing;

    public ChatSocket(
            Channel channel,
            Visitor visitor,
            SocketProperties properties,
            SocketMetrics metrics,
            Clock clock) {
        this.channel = channel;
        this.visitor = visitor;
        this.properties = properties;
        this.metrics = metrics;
        this.outbox = new Outbox(channel, properties.outbox().toBytes());
        this.heardAtMillis = clock.millis();
        this.pingedAtMillis = heardAtMillis;
    }

    public Visitor visitor() {
        return visitor;
    }

    public Dialect dialect() {
        return visitor.dialect();
    }

    public EventLoop loop() {
        return channel.eventLoop();
    }

    /** Runs something on the socket's event loop, after all that was handed to it before. */
    public void execute(Runnable work) {
        channel.eventLoop().execute(work);
    }

    /** Whether frames still reach the client. */
    public boolean isOpen() {
        return !isClosing && channel.isActive();
    }

    /**
     * Sends a frame that is shared with other sockets, without flushing. The reference becomes
     * ours, whatever happens.
     */
    public void sendShared(ByteBuf frame) {
        if (!isOpen()) {
            frame.release();
        } else if (!outbox.offer(frame)) {
            close(CloseReason.TOO_SLOW);
        }
    }

    /** Sends a frame of this socket's own, without flushing. */
    public void send(FrameText text) {
        if (isOpen()) {
            sendShared(text.encode(channel.alloc()));
        }
    }

    /** Sends an answer; all answers that come before the loop's next turn leave in one flush. */
    public void answer(FrameText text) {
        send(text);
        if (claimFlush()) {
            execute(this::flush);
        }
    }

    /** Whether the caller is to flush; false if somebody else is about to. */
    public boolean claimFlush() {
        boolean isMine = !isFlushDue;
        isFlushDue = true;
        return isMine;
    }

    /** Puts on the wire what was sent. */
    public void flush() {
        isFlushDue = false;
        channel.flush();
    }

    /** The connection takes more: passes on what waits. */
    public void onWritable() {
        if (channel.isWritable()) {
            outbox.drain();
        }
    }

    /** The client gave a sign of life. */
    public void onHeard(long nowMillis) {
        heardAtMillis = nowMillis;
    }

    /** The connection is gone: nothing waits for it any longer. */
    public void onGone() {
        outbox.clear();
    }

    /** Completes once the client has taken nearly all that was sent. */
    public CompletableFuture<Void> whenDrained() {
        return outbox.whenDrained();
    }

    /** Waits, on any other thread, until the connection is gone; false if that takes longer. */
    boolean awaitClosed(Duration patience) {
        return channel.closeFuture().awaitUninterruptibly(patience.toMillis());
    }

    /** Looks after the socket, about once a second. */
    void tick(long nowMillis) {
        if (isClosing) {
            return;
        }
        if (nowMillis >= visitor.tokenEndsMillis()) {
            close(CloseReason.TOKEN_EXPIRED);
        } else if (nowMillis - heardAtMillis > properties.silence().toMillis()) {
            close(CloseReason.SILENT);
        } else if (nowMillis - pingedAtMillis >= properties.pingEvery().toMillis()) {
            pingedAtMillis = nowMillis;
            var _ = channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    /**
     * How many bytes to send before waiting until they are drained: little enough that a client
     * which is given them in parts is not taken for a slow one.
     */
    public long partBytes() {
        return Math.max(1, properties.outbox().toBytes() / PARTS_OF_OUTBOX);
    }

    /** Closes the socket; what waits for the client is thrown away. */
    public void close(CloseReason reason) {
        close(reason, reason.text());
    }

    /** Closes the socket with a text of its own. */
    public void close(CloseReason reason, String text) {
        if (isClosing) {
            return;
        }
        isClosing = true;
        metrics.onClosed(reason);
        outbox.clear();
        // The client answers by its own close frame, upon which the connection ends: ending it
        // here could make the kernel throw away our frame because the client's lie unread. One
        // that reads nothing just now gets the frame late, and learns why it was closed.
        channel.writeAndFlush(new CloseWebSocketFrame(reason.code(), text))
                .addListener(_ -> closeConnectionAfter(properties.closeGrace()));
        closeConnectionAfter(properties.silence());
    }

    private void closeConnectionAfter(Duration patience) {
        var _ =
                channel.eventLoop()
                        .schedule(
                                this::closeConnection, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeConnection() {
        var _ = channel.close();
    }

    /** The client closes, or answers our closing. */
    public void onClientCloses(CloseWebSocketFrame frame) {
        if (isClosing) {
            frame.release();
            closeConnection();
            return;
        }
        isClosing = true;
        outbox.clear();
        channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
        // A client that closes but reads no more would never let our answer leave.
        closeConnectionAfter(properties.closeGrace());
    }

    /**
     * Nothing more comes from the client's side: the gateway in between stops, or the client is
     * gone. Whoever is still there is told when to come back, at a moment of its own, and cannot
     * answer.
     */
    public void onInputEnds() {
        if (isClosing) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        isClosing = true;
        outbox.clear();
        long delayMillis =
                ThreadLocalRandom.current().nextLong(properties.restartSpread().toMillis() + 1);
        channel.writeAndFlush(
                        new CloseWebSocketFrame(
                                CloseReason.RESTARTING.code(), Long.toString(delayMillis)))
                .addListener(ChannelFutureListener.CLOSE);
        closeConnectionAfter(properties.closeGrace());
    }
}
