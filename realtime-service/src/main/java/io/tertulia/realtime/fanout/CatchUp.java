package io.tertulia.realtime.fanout;

import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.RoomLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
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
        onLoop(
                seat,
                () -> {
                    seat.onHole(() -> Thread.ofVirtual().start(() -> fill(seat)));
                    return seat;
                });
        if (isHistoryWanted) {
            showAll(seat, first);
        } else {
            onLoop(seat, () -> startAt(seat, first.lastSeq()));
        }
        boolean isLive =
                onLoop(
                        seat,
                        () -> {
                            seat.ready();
                            return seat.goLive();
                        });
        if (!isLive) {
            fill(seat);
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
                onLoop(seat, () -> leaveToClient(seat, head));
                return;
            }
            LogAnswer next =
                    log.after(seat.room(), page.reached(), seat.socket().visitor().token());
            if (!(next instanceof LogAnswer.Page following)) {
                LOG.info("Catching up ends early: {}", next);
                close(
                        seat,
                        next instanceof LogAnswer.Denied denied
                                ? MembershipChecks.reason(denied)
                                : CloseReason.SERVER_FAULT);
                return;
            }
            page = following;
        }
    }

    /** Fetches what a live seat did not get. */
    private void fill(Seat seat) {
        try {
            if (!isFilled(seat)) {
                seat.socket().execute(seat::giveUp);
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
            long after = onLoop(seat, seat::lastSeq);
            switch (log.after(seat.room(), after, seat.socket().visitor().token())) {
                case LogAnswer.Page page -> {
                    if (!show(seat, page) || (!page.hasMore() && onLoop(seat, seat::goLive))) {
                        return true;
                    }
                }
                case LogAnswer.Denied denied -> {
                    close(seat, MembershipChecks.reason(denied));
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

    private static void close(Seat seat, CloseReason reason) {
        seat.socket().execute(() -> seat.socket().close(reason));
    }

    /**
     * Shows a page in parts, each a task of its own, and waits after each until the client has
     * taken it: so a page may be larger than what may wait for a client, and other sockets of the
     * loop get their turns in between.
     *
     * @return false if the socket is gone
     */
    private boolean show(Seat seat, LogAnswer.Page page) throws InterruptedException {
        int next = 0;
        do {
            int from = next;
            next = onLoop(seat, () -> seat.show(page, from));
            if (!isStillThere(seat)) {
                return false;
            }
        } while (next < page.changes().size());
        return true;
    }

    private boolean isStillThere(Seat seat) throws InterruptedException {
        CompletableFuture<Void> drained = onLoop(seat, () -> seat.socket().whenDrained());
        try {
            drained.get(properties.catchUpPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close(seat, CloseReason.TOO_SLOW);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return onLoop(seat, () -> seat.socket().isOpen());
    }

    private static Seat startAt(Seat seat, long seq) {
        seat.startAt(seq);
        return seat;
    }

    private static Seat leaveToClient(Seat seat, long head) {
        seat.startAt(head);
        seat.tellResync();
        return seat;
    }

    /**
     * Runs something on the socket's loop and waits for it: a loop never waits, so this is short.
     */
    private static <T> T onLoop(Seat seat, Supplier<T> work) throws InterruptedException {
        try {
            return CompletableFuture.supplyAsync(work, seat.socket().loop()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
