package io.tertulia.realtime.upgrade;

import io.netty.channel.Channel;
import io.tertulia.realtime.fanout.Seating;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketRegistry;
import io.tertulia.realtime.sockets.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who comes in, in this order: token, limits, then what the entrance asks for.
 *
 * <p>Blocks, so it is called on virtual threads.
 */
final class Doorkeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final TokenVerifier verifier;
    private final SocketRegistry registry;
    private final SocketFactory sockets;
    private final Entrance toOneRoom;
    private final Entrance toAllRooms;

    /** Makes the socket of a connection whose visitor is known. */
    interface SocketFactory {
        ChatSocket make(Channel channel, Visitor visitor);
    }

    Doorkeeper(
            TokenVerifier verifier,
            SocketRegistry registry,
            SocketFactory sockets,
            OneRoomEntrance toOneRoom,
            AllRoomsEntrance toAllRooms) {
        this.verifier = verifier;
        this.registry = registry;
        this.sockets = sockets;
        this.toOneRoom = toOneRoom;
        this.toAllRooms = toAllRooms;
    }

    /**
     * Lets a client in and brings it up to date.
     *
     * @param upgrade as of {@link Entrance#enter}
     * @throws Refused if the client may not come in, or not now
     */
    void admit(
            Channel channel,
            UpgradeRequest request,
            Function<Seating, CompletableFuture<Boolean>> upgrade)
            throws Refused, InterruptedException {
        Visitor visitor = verifier.verify(request.token(), request.dialect());
        takePlace(visitor);
        Entrance entrance = request.room() == null ? toAllRooms : toOneRoom;
        Entrance.Arrival arrival = null;
        try {
            arrival = entrance.enter(request, sockets.make(channel, visitor), upgrade);
        } finally {
            if (arrival == null) {
                registry.leave(visitor.user().id());
            }
        }
        if (arrival != null) {
            arrival.bringUp();
        }
    }

    private void takePlace(Visitor visitor) throws Refused {
        switch (registry.admit(visitor.user().id())) {
            case ADMITTED -> LOG.debug("A place is taken for {}", visitor);
            case INSTANCE_FULL -> throw Refused.unavailable("This server is full; try again.");
            case TOO_MANY_OF_USER -> throw Refused.tooMany("You have too many open sockets.");
        }
    }
}
