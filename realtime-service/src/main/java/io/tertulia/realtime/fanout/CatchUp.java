package io.tertulia.realtime.fanout;

import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.RoomLog;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a seat to the head of its room's log, when it is taken and when a hole shows. It waits for
 * message-service and for the client, so it runs on virtual threads and enters the socket's event
 * loop only to show what it has.
 */
public final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final RoomLog log;
    private final MembershipChecks checks;
    private final FanoutProperties properties;

    CatchUp(RoomLog log, MembershipChecks checks, FanoutProperties properties) {
        this.checks = checks;
        this.log = log;
        this.properties = properties;
    }

    /**
     * Brings a new seat from the first page, which has been fetched already, to the head; then says
     * ready, and lets it go on live. Blocks.
     *
     * @param isHistoryWanted whether the client asked for what it missed
     */
    public void open(Seat seat, LogAnswer.Page first, boolean isHistoryWanted)
            throws InterruptedException {
        checks.checkLater(seat);
        RoomView view = seat.view();
        OnLoop.run(seat.socket(), () -> view.onHole(() -> fillLater(seat)));
        if (isHistoryWanted) {
            showAll(seat, first);
        } else {
            OnLoop.run(seat.socket(), () -> view.startAt(first.lastSeq()));
        }
        boolean isLive =
                OnLoop.get(
                        seat.socket(),
                        () -> {
                            sayReady(seat);
                            return view.goLive();
                        });
        if (!isLive) {
            fill(seat);
        }
    }

    private static void sayReady(Seat seat) {
        ChatSocket socket = seat.socket();
        if (socket.dialect() == Dialect.ACTIONS) {
            Map<UUID, Long> lastSeqs = Map.of(seat.room(), seat.view().lastSeq());
            socket.send(ServerFrames.ready(socket.visitor().user(), lastSeqs));
            socket.flush();
        }
    }

    private void showAll(Seat seat, LogAnswer.Page first) throws InterruptedException {
        LogAnswer.Page page = first;
        for (int pages = 1; ; pages++) {
            if (!show(seat, page) || !page.hasMore()) {
                return;
            }
            if (pages == properties.catchUpPages()) {
                long head = page.lastSeq();
                OnLoop.run(seat.socket(), () -> leaveToClient(seat, head));
                return;
            }
            LogAnswer next =
                    log.after(seat.room(), page.reached(), seat.socket().visitor().token());
            if (!(next instanceof LogAnswer.Page following)) {
                LOG.info("Catching up ends early: {}", next);
                if (next instanceof LogAnswer.Denied denied) {
                    onDenied(seat, denied);
                } else {
                    close(seat, CloseReason.SERVER_FAULT);
                }
                return;
            }
            page = following;
        }
    }

    /** Fetches what a live seat did not get, on a thread of its own. */
    void fillLater(Seat seat) {
        Thread.ofVirtual().start(() -> fill(seat));
    }

    /** Fetches what a live seat did not get. Blocks. */
    void fill(Seat seat) {
        try {
            if (!isFilled(seat)) {
                seat.socket().execute(seat.view()::giveUp);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stopped while a hole was filled");
        } catch (RuntimeException e) {
            LOG.error("A socket is closed for a fault of ours", e);
            close(seat, CloseReason.SERVER_FAULT);
        }
    }

    /** Returns false if the seat is there, but a hole is left. */
    private boolean isFilled(Seat seat) throws InterruptedException {
        for (int pages = 0; pages < properties.catchUpPages() && isStillThere(seat); pages++) {
            long after = OnLoop.get(seat.socket(), seat.view()::lastSeq);
            switch (log.after(seat.room(), after, seat.socket().visitor().token())) {
                case LogAnswer.Page page -> {
                    if (!show(seat, page)
                            || (!page.hasMore()
                                    && OnLoop.get(seat.socket(), seat.view()::goLive))) {
                        return true;
                    }
                }
                case LogAnswer.Denied denied -> {
                    onDenied(seat, denied);
                    return true;
                }
                case LogAnswer.Away away -> {
                    LOG.info("A hole cannot be filled: {}", away.reason());
                    return false;
                }
            }
        }
        return !isStillThere(seat);
    }

    /**
     * A socket of one room ends. One of all rooms goes on with the others: an event says, or will
     * say, that its visitor has left this one, and until then the seat shows nothing.
     */
    static void onDenied(Seat seat, LogAnswer.Denied denied) {
        CloseReason reason = MembershipChecks.reason(denied);
        if (seat.membership() == null || reason == CloseReason.TOKEN_EXPIRED) {
            close(seat, reason);
        } else {
            LOG.debug("A seat waits for the event that ends it: {}", denied);
        }
    }

    private static void close(Seat seat, CloseReason reason) {
        seat.socket().execute(() -> seat.socket().close(reason));
    }

    /**
     * Shows a page in parts, each a task of its own, and waits after each until the client has
     * taken it: so a page may be larger than what may wait for a client, and other sockets of the
     * loop get their turns in between.
     *
     * @return false if the socket or the seat is gone
     */
    private boolean show(Seat seat, LogAnswer.Page page) throws InterruptedException {
        int next = 0;
        do {
            int from = next;
            next = OnLoop.get(seat.socket(), () -> seat.view().show(page, from));
            if (!isStillThere(seat)) {
                return false;
            }
        } while (next < page.changes().size());
        return true;
    }

    private boolean isStillThere(Seat seat) throws InterruptedException {
        CompletableFuture<Void> drained =
                OnLoop.get(seat.socket(), () -> seat.socket().whenDrained());
        try {
            drained.get(properties.catchUpPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close(seat, CloseReason.TOO_SLOW);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return OnLoop.get(seat.socket(), seat.view()::isOpen);
    }

    private static void leaveToClient(Seat seat, long head) {
        seat.view().startAt(head);
        seat.view().tellResync();
    }
}
