package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.LoggedChange;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.List;
import java.util.UUID;

/**
 * What a socket was shown of a room: how much of the room's log, and what waits until it has caught
 * up. While it catches up it holds what comes live; what it fetched meanwhile and what it holds
 * overlap, and the sequence tells which to drop.
 *
 * <p>Touched by the socket's event loop only.
 */
final class RoomView {

    private final ChatSocket socket;
    private final UUID room;
    private final HeldFrames held;
    private long lastSeq;
    private boolean isCatchingUp = true;
    private boolean isJumpAllowed;
    private boolean isOver;
    private Runnable onHole = () -> {};

    RoomView(ChatSocket socket, UUID room, HeldBytes bytes) {
        this.socket = socket;
        this.room = room;
        this.held = new HeldFrames(bytes);
    }

    long lastSeq() {
        return lastSeq;
    }

    boolean isCatchingUp() {
        return isCatchingUp;
    }

    /** Whether frames still reach the client. */
    boolean isOpen() {
        return !isOver && socket.isOpen();
    }

    /** Shows nothing any more; what is held is released. */
    void end() {
        isOver = true;
        held.clear();
    }

    boolean isOver() {
        return isOver;
    }

    /** Says what to do when a hole shows; it is to end with {@link #goLive} or {@link #giveUp}. */
    void onHole(Runnable action) {
        onHole = action;
    }

    /** Whether a batch can be shown just as it is. */
    boolean takesWhole(RoomBatch batch) {
        return !isCatchingUp && !isOver && batch.fitsWhole(lastSeq, socket.visitor().user().id());
    }

    /** A batch was shown just as it is. */
    void onShown(RoomBatch batch) {
        if (batch.lastSeq() > 0) {
            lastSeq = batch.lastSeq();
            isJumpAllowed = false;
        }
    }

    /** Shows a frame now, or later, or not at all. */
    void offer(HeldFrames.Held frame) {
        if (isOver) {
            frame.release();
        } else if (isCatchingUp) {
            held.add(frame);
        } else if (isHoleBefore(frame)) {
            isCatchingUp = true;
            held.add(frame);
            onHole.run();
        } else {
            show(frame);
        }
    }

    private boolean isHoleBefore(HeldFrames.Held frame) {
        return frame.seq() > lastSeq + 1 && !isJumpAllowed;
    }

    private void show(HeldFrames.Held frame) {
        if (frame.seq() != 0 && frame.seq() <= lastSeq) {
            frame.release();
            return;
        }
        if (frame.seq() != 0) {
            lastSeq = frame.seq();
            isJumpAllowed = false;
        }
        ByteBuf bytes = frame.bytes();
        if (bytes != null) {
            socket.sendShared(bytes);
        }
        if (frame.isLeaving()) {
            socket.flush();
            socket.close(CloseReason.NOT_A_PARTICIPANT);
        }
    }

    /** The log is known up to a place without having been shown. */
    void startAt(long seq) {
        lastSeq = seq;
    }

    /**
     * The log is known up to a place, and what is held of it is to be shown though it is known.
     *
     * @return the place from which on everything will be shown
     */
    long startBeforeHeld(long seq) {
        long first = held.droppedSeq() > 0 ? 0 : held.firstSeq();
        lastSeq = first == 0 ? seq : Math.min(seq, first - 1);
        return lastSeq;
    }

    /**
     * Shows a part of a page of the log, in bytes no more than the socket takes at once, though at
     * least one change.
     *
     * @param from the index of the first change that has not been shown
     * @return the index to go on from; the number of changes once the whole page is shown
     */
    int show(LogAnswer.Page page, int from) {
        List<LoggedChange> changes = page.changes();
        long bytes = 0;
        int next = from;
        while (next < changes.size() && bytes < socket.partBytes()) {
            bytes += show(changes.get(next));
            next++;
        }
        if (next == changes.size()) {
            lastSeq = Math.max(lastSeq, page.reached());
        }
        socket.flush();
        return next;
    }

    /** Returns the bytes that were sent. */
    private int show(LoggedChange change) {
        if (isOver || change.seq() <= lastSeq) {
            return 0;
        }
        lastSeq = change.seq();
        FrameText frame = change.frame(socket.dialect());
        if (frame == null) {
            return 0;
        }
        socket.send(frame);
        return frame.wireLength();
    }

    /**
     * Shows what was held and goes on live.
     *
     * @return false if there still is a hole before what is held: it goes on catching up
     */
    boolean goLive() {
        if (held.isLeavingDropped()) {
            close(CloseReason.NOT_A_PARTICIPANT);
            return true;
        }
        if (held.droppedSeq() > lastSeq) {
            return false;
        }
        while (!held.isEmpty()) {
            HeldFrames.Held next = held.peek();
            if (next != null && isHoleBefore(next)) {
                socket.flush();
                return false;
            }
            show(held.take());
        }
        isCatchingUp = false;
        socket.flush();
        return true;
    }

    /**
     * Leaves a hole to the client, and goes on live from whatever comes next. A client that could
     * not be told is closed, so that it comes back and loads the room anew.
     */
    void giveUp() {
        if (isOver) {
            return;
        }
        if (held.isLeavingDropped()) {
            close(CloseReason.NOT_A_PARTICIPANT);
            return;
        }
        switch (socket.dialect()) {
            case ACTIONS -> goLiveAnyhow();
            case SIGNALS -> close(CloseReason.SERVER_FAULT);
        }
    }

    private void close(CloseReason reason) {
        held.clear();
        isJumpAllowed = true;
        isCatchingUp = false;
        socket.close(reason);
    }

    /**
     * Goes on live from whatever comes next, and has the client fetch what it missed, where its
     * dialect has a frame for that.
     */
    void goLiveAnyhow() {
        lastSeq = Math.max(lastSeq, held.droppedSeq());
        tellResync();
        while (!held.isEmpty()) {
            show(held.take());
        }
        isJumpAllowed = true;
        isCatchingUp = false;
        socket.flush();
    }

    /**
     * Tells the client to fetch what it missed up to here, where its dialect has a frame for it.
     */
    void tellResync() {
        if (socket.dialect() == Dialect.ACTIONS) {
            socket.send(ServerFrames.resync(room, lastSeq));
        }
    }

    /**
     * The place in the topic was lost: nobody knows what passed. Clients that understand are told;
     * for the others the log is fetched.
     */
    void onPlaceLost() {
        if (isCatchingUp) {
            return;
        }
        switch (socket.dialect()) {
            case ACTIONS -> giveUp();
            case SIGNALS -> {
                isCatchingUp = true;
                onHole.run();
            }
        }
    }
}
