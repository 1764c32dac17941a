package io.tertulia.gateway.sockets;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a tunnel: what it reads it writes to the other end. It is read only while the other
 * end can be written, so a tunnel holds no more than Netty's high-water mark and one read.
 */
final class TunnelEnd extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(TunnelEnd.class);

    private final Channel other;
    private final Duration drainTimeout;

    TunnelEnd(Channel other, Duration drainTimeout) {
        this.other = other;
        this.drainTimeout = drainTimeout;
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
        other.config().setAutoRead(context.channel().isWritable());
    }

    /** The other end closes after its last bytes have gone, or when nobody takes them. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (other.isActive()) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            ScheduledFuture<?> patience =
                    context.executor()
                            .schedule(this::giveUp, drainTimeout.toMillis(), TimeUnit.MILLISECONDS);
            other.closeFuture().addListener(_ -> patience.cancel(false));
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A socket broke off: {}", cause.toString());
        var _ = context.close();
    }

    private void giveUp() {
        var _ = other.close();
    }
}
