package io.tertulia.realtime.upgrade;

import io.netty.channel.Channel;
import io.tertulia.realtime.fanout.CatchUp;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.fanout.Seat;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.RoomLog;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketRegistry;
import io.tertulia.realtime.sockets.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who comes in, in this order: token, limits, then the seat is taken, and only then is the
 * room's log asked, which also proves membership. What is published before the seat is taken is in
 * the log by then (an event is published after it is stored); what comes later is held by the seat.
 *
 * <p>Blocks, so it is called on virtual threads.
 */
final class Doorkeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final TokenVerifier verifier;
    private final SocketRegistry registry;
    private final Fanout fanout;
    private final RoomLog log;
    private final CatchUp catchUp;
    private final SocketFactory sockets;
    private final UpgradeProperties properties;

    /** Makes the socket of a connection whose visitor is known. */
    interface SocketFactory {
        ChatSocket make(Channel channel, Visitor visitor);
    }

    Doorkeeper(
            TokenVerifier verifier,
            SocketRegistry registry,
            Fanout fanout,
            RoomLog log,
            CatchUp catchUp,
            SocketFactory sockets,
            UpgradeProperties properties) {
        this.verifier = verifier;
        this.registry = registry;
        this.fanout = fanout;
        this.log = log;
        this.catchUp = catchUp;
        this.sockets = sockets;
        this.properties = properties;
    }

    /**
     * Lets a client in and brings it up to date.
     *
     * @param upgrade switches the connection to WebSocket and opens the session; completes with
     *     false if the connection was gone before. From true on the session owns place and seat
     * @throws Refused if the client may not come in, or not now
     */
    void admit(
            Channel channel,
            UpgradeRequest request,
            Function<Seat, CompletableFuture<Boolean>> upgrade)
            throws Refused, InterruptedException {
        Visitor visitor = verifier.verify(request.token(), request.dialect());
        takePlace(visitor);
        Seat seat = fanout.seat(sockets.make(channel, visitor), request.room());
        boolean isOpen = false;
        LogAnswer.Page page;
        try {
            CompletableFuture<Void> taken = fanout.take(seat);
            try {
                await(taken);
                page = firstPage(request, visitor);
                isOpen = isUpgraded(upgrade.apply(seat));
            } finally {
                if (!isOpen) {
                    fanout.leave(seat);
                }
            }
        } finally {
            if (!isOpen) {
                registry.leave(visitor.user().id());
            }
        }
        if (isOpen) {
            catchUp.open(seat, page, request.after().isPresent());
        }
    }

    private void takePlace(Visitor visitor) throws Refused {
        switch (registry.admit(visitor.user().id())) {
            case ADMITTED -> LOG.debug("A place is taken for {}", visitor);
            case INSTANCE_FULL -> throw Refused.unavailable("This server is full; try again.");
            case TOO_MANY_OF_USER -> throw Refused.tooMany("You have too many open sockets.");
        }
    }

    private void await(CompletableFuture<Void> taken) throws Refused, InterruptedException {
        try {
            taken.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("The events of a room are not read in time: {}", e.toString());
            throw Refused.unavailable("The room's events cannot be read now; try again.");
        }
    }

    private LogAnswer.Page firstPage(UpgradeRequest request, Visitor visitor)
            throws Refused, InterruptedException {
        long after = request.after().orElse(RoomLog.HEAD_ONLY);
        return switch (log.after(request.room(), after, visitor.token())) {
            case LogAnswer.Page page -> page;
            case LogAnswer.Denied.BAD_TOKEN ->
                    throw Refused.unauthorized("The token is not valid: log in again.");
            case LogAnswer.Denied.NOT_A_PARTICIPANT ->
                    throw Refused.forbidden("not_a_participant", "You do not take part here.");
            case LogAnswer.Denied.UNKNOWN_ROOM -> throw Refused.notFound("There is no such room.");
            case LogAnswer.Away away -> {
                LOG.warn("The room log cannot be asked: {}", away.reason());
                throw Refused.unavailable("The room's log cannot be read now; try again.");
            }
        };
    }

    private boolean isUpgraded(CompletableFuture<Boolean> upgrade) throws InterruptedException {
        try {
            return upgrade.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.warn("A connection could not be upgraded: {}", e.toString());
            return false;
        } catch (TimeoutException e) {
            LOG.warn("A connection was not upgraded in time");
            // Either we end the wait, or the upgrade has just succeeded and owns place and seat.
            return !upgrade.complete(false) && upgrade.getNow(false);
        }
    }
}
