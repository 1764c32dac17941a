package io.tertulia.gateway.sockets;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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

    TunnelEnd(Channel other, SocketProperties properties) {
        this.other = other;
        this.properties = properties;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (other.isActive()) {
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

    /** The other end closes after its last bytes have gone, or when nobody takes them. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelStalled();
        if (other.isActive()) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
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
