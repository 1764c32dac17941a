package io.tertulia.gateway.sockets;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a tunnel: what it reads it writes to the other end. It is read only while the other
 * end can be written, so a tunnel holds no more than Netty's high-water mark and one read.
 *
 * <p>An end that takes nothing for long is closed. Its other end is not read in the meantime, so
 * nobody would learn that the service has given the socket up, or that the client is gone.
 */
final class TunnelEnd extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(TunnelEnd.class);

    private final Channel other;
    private final SocketProperties properties;
    private @Nullable ScheduledFuture<?> stalled;
    private boolean isFinishing;

    TunnelEnd(Channel other, SocketProperties properties) {
        this.other = other;
        this.properties = properties;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isFinishing && other.isActive()) {
            var _ = other.write(message, other.voidPromise());
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** One flush for all that one read brought. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean writable = context.channel().isWritable();
        other.config().setAutoRead(writable);
        if (writable) {
            cancelStalled();
        } else if (stalled == null) {
            stalled =
                    context.executor()
                            .schedule(
                                    () -> cutOff(context),
                                    properties.stall().toMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Hands on what has been read, and nothing after that: the other end is told so by the end of
     * its input, and may still say a last word.
     */
    void finish() {
        isFinishing = true;
        endOutputAfterLastBytes();
    }

    /**
     * The other end is closed after it has taken its last bytes and has seen their end, or when it
     * does not take them. To close it before could lose them on the way: that is what a kernel does
     * with bytes that nobody has read, once it gets more from a side whose connection is closed.
     */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelStalled();
        if (other.isActive()) {
            endOutputAfterLastBytes();
            // What it says is let go; its end is what is waited for.
            other.config().setAutoRead(true);
            ScheduledFuture<?> patience =
                    context.executor()
                            .schedule(
                                    this::giveUp,
                                    properties.drainTimeout().toMillis(),
                                    TimeUnit.MILLISECONDS);
            other.closeFuture().addListener(_ -> patience.cancel(false));
        }
        context.fireChannelInactive();
    }

    private void endOutputAfterLastBytes() {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(
                        _ -> {
                            // TLS has a last word of its own, which closing sends.
                            if (other instanceof DuplexChannel duplex
                                    && other.pipeline().get(SslHandler.class) == null) {
                                var _ = duplex.shutdownOutput();
                            } else {
                                var _ = other.close();
                            }
                        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A socket broke off: {}", cause.toString());
        var _ = context.close();
    }

    private static void cutOff(ChannelHandlerContext context) {
        LOG.debug("A side of a socket took nothing for too long");
        var _ = context.channel().close();
    }

    private void cancelStalled() {
        if (stalled != null) {
            stalled.cancel(false);
            stalled = null;
        }
    }

    private void giveUp() {
        var _ = other.close();
    }
}
