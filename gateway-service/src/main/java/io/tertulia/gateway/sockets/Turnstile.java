package io.tertulia.gateway.sockets;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection's upgrade waits until few enough others are under way. Opening a socket costs
 * a thousand times what a frame for an open one does: without a bound a herd of newcomers has the
 * event loops, and the services behind, for as long as it takes to let all of them in.
 *
 * <p>Stands behind the HTTP codec, in front of everything that costs: the token is not checked yet.
 * Requests that are no upgrades pass by.
 */
final class Turnstile extends ChannelDuplexHandler {

    private enum State {
        /** No upgrade is here. */
        IDLE,
        /** What has come of the upgrade is held. */
        WAITING,
        /** The upgrade has been let through, and has no answer yet. */
        UNDER_WAY,
        /** The connection is about to end. */
        REFUSED
    }

    private final Turnstiles all;
    private final Lane lane;
    private final ArrayDeque<Object> held = new ArrayDeque<>();
    private State state = State.IDLE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> patience;

    Turnstile(Turnstiles all, Lane lane) {
        this.all = all;
        this.lane = lane;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.IDLE && message instanceof HttpRequest request && isUpgrade(request)) {
            arrive();
        }
        switch (state) {
            case IDLE, UNDER_WAY -> context.fireChannelRead(message);
            // The server reads only when somebody behind this asks it to (auto-read is off), so
            // there is never more here than one read has brought.
            case WAITING -> held.add(message);
            case REFUSED -> ReferenceCountUtil.release(message);
        }
    }

    private static boolean isUpgrade(HttpRequest request) {
        return request.headers()
                .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private void arrive() {
        if (lane.enter()) {
            state = State.UNDER_WAY;
        } else if (lane.queue(this)) {
            state = State.WAITING;
            patience =
                    context()
                            .executor()
                            .schedule(this::giveUp, all.longestWait().toMillis(), MILLISECONDS);
        } else {
            refuse();
        }
    }

    /** Its turn has come; the lane counts it as under way. */
    void letThrough() {
        cancelPatience();
        state = State.UNDER_WAY;
        ChannelHandlerContext here = context();
        while (!held.isEmpty()) {
            here.fireChannelRead(held.remove());
        }
        here.fireChannelReadComplete();
    }

    private void giveUp() {
        lane.giveUp(this);
        releaseHeld();
        refuse();
    }

    private void refuse() {
        state = State.REFUSED;
        context().writeAndFlush(all.refusal()).addListener(ChannelFutureListener.CLOSE);
    }

    /** The answer to an upgrade is an HTTP response, or the 101 that the tunnel sends as bytes. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var _ = context.write(message, promise);
        if (state == State.UNDER_WAY && (message instanceof HttpResponse || isTunnels(message))) {
            state = State.IDLE;
            lane.leave();
        }
        if (isTunnels(message)) {
            context.pipeline().remove(this);
        }
    }

    private static boolean isTunnels(Object message) {
        return message instanceof ByteBuf;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        end();
    }

    private void end() {
        cancelPatience();
        releaseHeld();
        State last = state;
        state = State.REFUSED;
        if (last == State.WAITING) {
            lane.giveUp(this);
        } else if (last == State.UNDER_WAY) {
            lane.leave();
        }
    }

    private void cancelPatience() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    private void releaseHeld() {
        while (!held.isEmpty()) {
            ReferenceCountUtil.release(held.remove());
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }
}
