package io.tertulia.realtime.session;

import io.netty.channel.ChannelHandler;
import io.tertulia.events.User;
import io.tertulia.realtime.fanout.AllRooms;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.fanout.Seating;
import io.tertulia.realtime.presence.LeaseKeeper;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketRegistry;
import io.tertulia.realtime.sockets.SocketTicker;
import io.tertulia.realtime.sockets.TokenBucket;
import io.tertulia.realtime.typing.TypingProperties;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

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
    public ChannelHandler open(Seating seating) {
        ChatSocket socket = seating.socket();
        var session = new SocketSession(seating, limits.frames(), limits.typing());
        try {
            lease(session);
            registry.add(socket);
            ticker.add(socket);
            return new SocketHandler(session, this, actions, limits.clock());
        } catch (RuntimeException e) {
            onGone(session);
            throw e;
        }
    }

    /** Others see the person in some rooms: in those that come too, while they are not many. */
    private void lease(SocketSession session) {
        User user = session.user();
        Set<UUID> rooms = session.lookedAt();
        rooms.addAll(session.seating().lookedAt());
        leases.opened(user, rooms);
        if (session.seating() instanceof AllRooms all) {
            all.listener(
                    new AllRooms.Listener(
                            room -> {
                                if (rooms.size() < all.mostLookedAt() && rooms.add(room)) {
                                    leases.opened(user, Set.of(room));
                                }
                            },
                            room -> {
                                if (rooms.remove(room)) {
                                    leases.closed(user, Set.of(room));
                                }
                            }));
        }
    }

    /** The connection is gone. */
    void onGone(SocketSession session) {
        ChatSocket socket = session.socket();
        ticker.remove(socket);
        fanout.leave(session.seating());
        socket.onGone();
        actions.onGone(session);
        leases.closed(session.user(), Set.copyOf(session.lookedAt()));
        // Rooms that the socket leaves before it is taken out are not to be told once more.
        session.lookedAt().clear();
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
