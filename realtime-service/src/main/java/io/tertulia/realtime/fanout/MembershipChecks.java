package io.tertulia.realtime.fanout;

import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.RoomLog;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again whether those who have a socket still take part in its room: once some time after it
 * opened, since what let them in may have been a little older than their removal, and whenever
 * events that could have told so were lost. Few ask at a time, so that upgrades are not kept
 * waiting for message-service.
 */
final class MembershipChecks {

    private static final Logger LOG = LoggerFactory.getLogger(MembershipChecks.class);

    private final RoomLog log;
    private final FanoutProperties properties;
    private final Semaphore turns;

    MembershipChecks(RoomLog log, FanoutProperties properties) {
        this.log = log;
        this.properties = properties;
        this.turns = new Semaphore(properties.rechecksAtOnce());
    }

    /** Asks after a while, on whatever thread. */
    void checkLater(Seat seat) {
        var _ =
                seat.socket()
                        .loop()
                        .schedule(
                                () -> check(seat),
                                properties.recheckAfter().toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    /** Asks now, or a while after if the seat has just been taken; on the socket's event loop. */
    void check(Seat seat) {
        if (seat.view().isCatchingUp() && seat.socket().isOpen()) {
            // It may not even be upgraded, and could not be closed by a frame.
            checkLater(seat);
        } else if (seat.socket().isOpen()) {
            Thread.ofVirtual().start(() -> ask(seat));
        }
    }

    private void ask(Seat seat) {
        try {
            turns.acquire();
            try {
                decide(
                        seat,
                        log.after(seat.room(), RoomLog.HEAD_ONLY, seat.socket().visitor().token()));
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stopped while a membership was checked");
        }
    }

    private void decide(Seat seat, LogAnswer answer) {
        switch (answer) {
            case LogAnswer.Page _ -> LOG.trace("Still takes part: {}", seat.socket().visitor());
            case LogAnswer.Denied denied ->
                    seat.socket().execute(() -> seat.socket().close(reason(denied)));
            case LogAnswer.Away _ -> checkLater(seat);
        }
    }

    /** Why a socket is closed whose visitor is denied the room's log. */
    static CloseReason reason(LogAnswer.Denied denied) {
        return switch (denied) {
            case BAD_TOKEN -> CloseReason.TOKEN_EXPIRED;
            case NOT_A_PARTICIPANT, UNKNOWN_ROOM -> CloseReason.NOT_A_PARTICIPANT;
        };
    }
}
