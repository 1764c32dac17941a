package io.tertulia.realtime.fanout;

import io.tertulia.realtime.myrooms.LogHead;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.RoomLog;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings sockets of all rooms to life, and the rooms that their visitors come into later. It waits
 * for message-service, so it runs on virtual threads and enters the socket's event loop only to
 * show what it has.
 */
public final class AllRoomsOpening {

    private static final Logger LOG = LoggerFactory.getLogger(AllRoomsOpening.class);

    private final Interest interest;
    private final RoomLog log;
    private final CatchUp catchUp;
    private final RoomListChecks checks;
    private final AllRoomsProperties properties;

    AllRoomsOpening(
            Interest interest,
            RoomLog log,
            CatchUp catchUp,
            RoomListChecks checks,
            AllRoomsProperties properties) {
        this.interest = interest;
        this.log = log;
        this.catchUp = catchUp;
        this.checks = checks;
        this.properties = properties;
    }

    /**
     * Lets a socket know where the logs of its rooms end, before it is upgraded; asked for after
     * its seats were taken. Blocks.
     */
    public void expect(AllRooms all, Map<UUID, LogHead> heads) throws InterruptedException {
        OnLoop.run(all.socket(), () -> all.heads(heads));
    }

    /** Shows a socket that has just been upgraded to its client. Blocks. */
    public void open(AllRooms all) throws InterruptedException {
        OnLoop.run(
                all.socket(),
                () -> {
                    all.open(catchUp::fillLater, this::startLater);
                    checks.checkLater(all);
                });
    }

    private void startLater(Seat seat) {
        Thread.ofVirtual().start(() -> start(seat));
    }

    /**
     * Brings a room in: its events are read first, then its head is asked for, then it is shown.
     */
    private void start(Seat seat) {
        try {
            if (isRead(seat)) {
                show(seat, log.after(seat.room(), RoomLog.HEAD_ONLY, token(seat)));
            } else {
                showWithoutHead(seat, "its events are not read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stopped while somebody came into a room");
        } catch (RuntimeException e) {
            LOG.error("A socket is closed for a fault of ours", e);
            seat.socket().execute(() -> seat.socket().close(CloseReason.SERVER_FAULT));
        }
    }

    private boolean isRead(Seat seat) throws InterruptedException {
        try {
            interest.whenRead(seat.room())
                    .get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    private void show(Seat seat, LogAnswer answer) throws InterruptedException {
        switch (answer) {
            case LogAnswer.Page page -> {
                if (!OnLoop.get(seat.socket(), () -> goLive(seat, page.lastSeq()))) {
                    catchUp.fill(seat);
                }
            }
            case LogAnswer.Denied denied -> CatchUp.onDenied(seat, denied);
            case LogAnswer.Away(String reason) -> showWithoutHead(seat, reason);
        }
    }

    private static boolean goLive(Seat seat, long lastSeq) {
        if (!seat.view().isOpen()) {
            return true;
        }
        // What came since the event is shown though it is in the log: it is why the room came.
        seat.announce(seat.view().startBeforeHeld(lastSeq));
        return seat.view().goLive();
    }

    /** The client is told, and left to fetch what it wants of what came before. */
    private static void showWithoutHead(Seat seat, String reason) {
        LOG.info("The head of a room cannot be asked for: {}", reason);
        seat.socket()
                .execute(
                        () -> {
                            if (seat.view().isOpen()) {
                                seat.announce();
                                seat.view().goLiveAnyhow();
                            }
                        });
    }

    private static String token(Seat seat) {
        return seat.socket().visitor().token();
    }
}
