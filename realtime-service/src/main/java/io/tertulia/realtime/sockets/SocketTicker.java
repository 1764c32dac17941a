package io.tertulia.realtime.sockets;

import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks after all sockets about once a second: pings, silence, expired tokens. One timer per event
 * loop instead of several per socket, since ten thousand idle sockets must cost little.
 *
 * <p>The map is filled by the constructor and never changed; each set in it is touched by its own
 * loop only.
 */
public final class SocketTicker {

    private static final long PERIOD_MILLIS = 1_000;

    private final Map<EventLoop, Set<ChatSocket>> socketsByLoop = new HashMap<>();
    private final Clock clock;

    public SocketTicker(EventLoops loops, Clock clock) {
        this.clock = clock;
        for (EventLoop loop : loops.all()) {
            var sockets = new LinkedHashSet<ChatSocket>();
            socketsByLoop.put(loop, sockets);
            var _ =
                    loop.scheduleAtFixedRate(
                            () -> tick(sockets),
                            PERIOD_MILLIS,
                            PERIOD_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** Begins to look after a socket; on its own loop. */
    public void add(ChatSocket socket) {
        sockets(socket).add(socket);
    }

    /** Ends looking after a socket; on its own loop. */
    public void remove(ChatSocket socket) {
        sockets(socket).remove(socket);
    }

    private Set<ChatSocket> sockets(ChatSocket socket) {
        Set<ChatSocket> sockets = socketsByLoop.get(socket.loop());
        if (sockets == null) {
            throw new IllegalStateException("The socket is not served by these event loops");
        }
        return sockets;
    }

    private void tick(Set<ChatSocket> sockets) {
        long now = clock.millis();
        // Closing never removes a socket from within: that comes when its connection is gone.
        sockets.forEach(socket -> socket.tick(now));
    }
}
