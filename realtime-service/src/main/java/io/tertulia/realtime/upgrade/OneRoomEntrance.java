package io.tertulia.realtime.upgrade;

import io.tertulia.realtime.fanout.CatchUp;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.fanout.OneRoom;
import io.tertulia.realtime.fanout.Seat;
import io.tertulia.realtime.fanout.Seating;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.RoomLog;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into one room: the seat is taken, and only then is the room's log asked, which also
 * proves membership. What is published before the seat is taken is in the log by then (an event is
 * published after it is stored); what comes later is held by the seat.
 */
final class OneRoomEntrance implements Entrance {

    private static final Logger LOG = LoggerFactory.getLogger(OneRoomEntrance.class);

    private final Fanout fanout;
    private final RoomLog log;
    private final CatchUp catchUp;
    private final Waits waits;

    OneRoomEntrance(Fanout fanout, RoomLog log, CatchUp catchUp, Waits waits) {
        this.fanout = fanout;
        this.log = log;
        this.catchUp = catchUp;
        this.waits = waits;
    }

    @Override
    public @Nullable Arrival enter(
            UpgradeRequest request,
            ChatSocket socket,
            Function<Seating, CompletableFuture<Boolean>> upgrade)
            throws Refused, InterruptedException {
        UUID room = Objects.requireNonNull(request.room());
        Seat seat = fanout.seat(socket, room);
        var seating = new OneRoom(seat);
        CompletableFuture<Void> taken = fanout.take(seat);
        boolean isOpen = false;
        try {
            waits.untilTaken(taken);
            long after = request.after().orElse(RoomLog.HEAD_ONLY);
            LogAnswer.Page page = page(log.after(room, after, socket.visitor().token()));
            isOpen = waits.isUpgraded(upgrade, seating);
            return isOpen ? () -> catchUp.open(seat, page, request.after().isPresent()) : null;
        } finally {
            if (!isOpen) {
                fanout.leave(seating);
            }
        }
    }

    private static LogAnswer.Page page(LogAnswer answer) throws Refused {
        return switch (answer) {
            case LogAnswer.Page page -> page;
            case LogAnswer.Denied.BAD_TOKEN -> throw Refused.badToken();
            case LogAnswer.Denied.NOT_A_PARTICIPANT ->
                    throw Refused.forbidden("not_a_participant", "You do not take part here.");
            case LogAnswer.Denied.UNKNOWN_ROOM -> throw Refused.notFound("There is no such room.");
            case LogAnswer.Away away -> {
                LOG.warn("The room log cannot be asked: {}", away.reason());
                throw Refused.unavailable("The room's log cannot be read now; try again.");
            }
        };
    }
}
