package io.tertulia.realtime.upgrade;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.ScheduledFuture;
import io.tertulia.realtime.fanout.Seating;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP request of a connection: it becomes a WebSocket or is refused and the connection
 * ends. Nothing is read while the request is checked.
 */
final class UpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);

    private final Upgrades upgrades;
    private boolean isAsked;
    private @Nullable ScheduledFuture<?> patience;

    UpgradeHandler(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        patience =
                context.executor()
                        .schedule(
                                () -> {
                                    var _ = context.close();
                                },
                                upgrades.properties().requestTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelPatience();
    }

    /** A timer that nobody needs would keep the connection's handlers until its time comes. */
    private void cancelPatience() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest http) {
        if (isAsked) {
            return;
        }
        isAsked = true;
        cancelPatience();
        context.channel().config().setAutoRead(false);
        try {
            UpgradeRequest request = upgrades.check(http);
            upgrades.begin();
            http.retain();
            Thread.ofVirtual().name("upgrade").start(() -> admit(context, request, http));
        } catch (Refused e) {
            upgrades.refuse(context.channel(), e);
        }
    }

    private void admit(
            ChannelHandlerContext context, UpgradeRequest request, FullHttpRequest http) {
        try {
            upgrades.doorkeeper()
                    .admit(context.channel(), request, seating -> upgrade(context, http, seating));
        } catch (Refused e) {
            upgrades.refuse(context.channel(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var _ = context.close();
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stopped while somebody came in");
        } catch (RuntimeException e) {
            LOG.error("An upgrade failed by a fault of ours", e);
            var _ = context.close();
        } finally {
            http.release();
            upgrades.end();
        }
    }

    private CompletableFuture<Boolean> upgrade(
            ChannelHandlerContext context, FullHttpRequest http, Seating seating) {
        var upgraded = new CompletableFuture<Boolean>();
        context.executor().execute(() -> upgrades.upgrade(context, http, seating, upgraded));
        return upgraded;
    }

    /** Whoever has no more to say before it is a WebSocket waits for nothing either. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A connection broke before it was upgraded: {}", cause.toString());
        var _ = context.close();
    }
}
