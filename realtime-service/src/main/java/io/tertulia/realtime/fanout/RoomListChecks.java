package io.tertulia.realtime.fanout;

import io.tertulia.realtime.myrooms.Answer;
import io.tertulia.realtime.myrooms.MyRooms;
import io.tertulia.realtime.myrooms.RoomList;
import io.tertulia.realtime.protocol.CloseReason;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares from time to time what a socket of all rooms shows with the rooms in which its visitor
 * takes part: soon after it opened, now and then later, and whenever events that could have told
 * were lost. A difference may be an event that is on its way; one that stays means that an event
 * was missed, and the client is sent to begin anew.
 */
final class RoomListChecks {

    private static final Logger LOG = LoggerFactory.getLogger(RoomListChecks.class);

    private final MyRooms rooms;
    private final Duration soon;
    private final Duration later;
    private final Semaphore turns;

    RoomListChecks(
            MyRooms rooms, FanoutProperties properties, AllRoomsProperties allRoomsProperties) {
        this.rooms = rooms;
        this.soon = properties.recheckAfter();
        this.later = allRoomsProperties.recheckEvery();
        this.turns = new Semaphore(properties.rechecksAtOnce());
    }

    /** Asks after a while; on the socket's event loop. */
    void checkLater(AllRooms all) {
        checkAfter(all, soon);
    }

    /** Asks now; on the socket's event loop. */
    void check(AllRooms all) {
        if (all.isReady() && all.socket().isOpen()) {
            Thread.ofVirtual().start(() -> ask(all));
        }
    }

    private void checkAfter(AllRooms all, Duration time) {
        all.nextCheck(
                all.socket()
                        .loop()
                        .schedule(() -> check(all), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void ask(AllRooms all) {
        try {
            turns.acquire();
            try {
                Answer<RoomList> answer = rooms.of(all.socket().visitor().token());
                all.socket().execute(() -> decide(all, answer));
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stopped while rooms were compared");
        }
    }

    private void decide(AllRooms all, Answer<RoomList> answer) {
        switch (answer) {
            case Answer.Given<RoomList>(RoomList list) -> compare(all, list);
            case Answer.BadToken<RoomList> _ -> all.socket().close(CloseReason.TOKEN_EXPIRED);
            case Answer.Away<RoomList>(String reason) -> {
                LOG.debug("Rooms cannot be compared now: {}", reason);
                checkAfter(all, soon);
            }
        }
    }

    private void compare(AllRooms all, RoomList list) {
        Set<UUID> differing = all.differences(list);
        if (all.isStill(differing)) {
            LOG.warn("A socket of all rooms shows other rooms than it should: {}", differing);
            all.socket().close(CloseReason.SERVER_FAULT);
        } else {
            checkAfter(all, differing.isEmpty() ? later : soon);
        }
    }
}
