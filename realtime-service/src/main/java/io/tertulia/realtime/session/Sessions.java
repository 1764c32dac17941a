package io.tertulia.realtime.session;

import io.netty.channel.ChannelHandler;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.fanout.Seat;
import io.tertulia.realtime.presence.LeaseKeeper;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketRegistry;
import io.tertulia.realtime.sockets.SocketTicker;
import io.tertulia.realtime.sockets.TokenBucket;
import io.tertulia.realtime.typing.TypingProperties;
import java.time.Clock;

/**
 * Opens and ends sessions: whatever a session takes part in, it is taken out of again here, in one
 * place and once.
 */
public final class Sessions {

    private final SocketRegistry registry;
    private final SocketTicker ticker;
    private final Fanout fanout;
    private final LeaseKeeper leases;
    private final FrameActions actions;
    private final SessionLimits limits;

    Sessions(
            SocketRegistry registry,
            SocketTicker ticker,
            Fanout fanout,
            LeaseKeeper leases,
            FrameActions actions,
            SessionLimits limits) {
        this.registry = registry;
        this.ticker = ticker;
        this.fanout = fanout;
        this.leases = leases;
        this.actions = actions;
        this.limits = limits;
    }

    /**
     * Opens the session of a socket that has just been upgraded; on its event loop, while it is
     * active.
     *
     * <p>If this fails the session has ended already.
     *
     * @return the handler for its frames, whose {@code channelInactive} ends the session
     */
    public ChannelHandler open(Seat seat) {
        ChatSocket socket = seat.socket();
        var session = new SocketSession(seat, limits.frames(), limits.typing());
        try {
            leases.opened(session.user(), session.room());
            registry.add(socket);
            ticker.add(socket);
            return new SocketHandler(session, this, actions, limits.clock());
        } catch (RuntimeException e) {
            onGone(session);
            throw e;
        }
    }

    /** The connection is gone. */
    void onGone(SocketSession session) {
        ChatSocket socket = session.socket();
        ticker.remove(socket);
        fanout.leave(session.seat());
        socket.onGone();
        actions.onGone(session);
        leases.closed(session.user(), session.room());
        registry.leave(session.user().id());
        registry.remove(socket);
    }

    /** Makes each session's buckets. */
    record SessionLimits(SessionProperties session, TypingProperties typingLimits, Clock clock) {

        TokenBucket frames() {
            return new TokenBucket(session.framesPerSecond(), session.burst(), clock);
        }

        TokenBucket typing() {
            return new TokenBucket(typingLimits.perSecond(), typingLimits.burst(), clock);
        }
    }
}
