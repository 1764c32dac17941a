package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.LoggedChange;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.Visitor;
import java.util.List;
import java.util.UUID;

/**
 * A socket's place in a room: how much of the room's log it was shown, and what waits until it has
 * caught up. It is taken before the room's head is read, so that between the two nothing is lost.
 *
 * <p>Touched by the socket's event loop only. While it catches up it holds what comes live; what it
 * fetched meanwhile and what it holds overlap, and the sequence tells which to drop.
 */
public final class Seat {

    private final ChatSocket socket;
    private final UUID room;
    private final HeldFrames held;
    private long lastSeq;
    private boolean isCatchingUp = true;
    private boolean isJumpAllowed;
    private boolean isTaken;
    private Runnable onHole = () -> {};

    /** Its index in the room's list, which belongs to {@link LoopRooms}. */
    int index;

    Seat(ChatSocket socket, UUID room, long heldBytes) {
        this.socket = socket;
        this.room = room;
        this.held = new HeldFrames(heldBytes, socket.visitor().user().id());
    }

    public ChatSocket socket() {
        return socket;
    }

    public UUID room() {
        return room;
    }

    long lastSeq() {
        return lastSeq;
    }

    boolean isCatchingUp() {
        return isCatchingUp;
    }

    boolean isTaken() {
        return isTaken;
    }

    void take() {
        isTaken = true;
    }

    /** Gives up the seat; what it holds is released. */
    void vacate() {
        isTaken = false;
        held.clear();
    }

    /** Says what to do when a hole shows; it is to end with {@link #goLive} or {@link #giveUp}. */
    void onHole(Runnable action) {
        onHole = action;
    }

    /** Gives the socket what a poll brought for the room. Returns how many frames it was given. */
    int deliver(RoomBatch batch) {
        return deliverCommon(batch) + deliverAddressed(batch);
    }

    private int deliverAddressed(RoomBatch batch) {
        List<FrameText> own =
                switch (socket.dialect()) {
                    case ACTIONS -> batch.addressedTo(visitor().user().id());
                    case SIGNALS -> List.of();
                };
        for (FrameText text : own) {
            offer(new HeldFrames.Held(0, text.encode(ByteBufAllocator.DEFAULT), null));
        }
        return own.size();
    }

    private int deliverCommon(RoomBatch batch) {
        Dialect dialect = socket.dialect();
        if (!isCatchingUp && batch.fitsWhole(lastSeq, visitor().user().id())) {
            ByteBuf all = batch.all(dialect);
            if (all != null) {
                socket.sendShared(all);
            }
            if (batch.lastSeq() > 0) {
                lastSeq = batch.lastSeq();
                isJumpAllowed = false;
            }
            return batch.frames().size();
        }
        List<RoomFrame> frames = batch.frames();
        int given = 0;
        for (int i = 0; i < frames.size(); i++) {
            RoomFrame frame = frames.get(i);
            if (!visitor().user().id().equals(frame.except())) {
                offer(new HeldFrames.Held(frame.seq(), batch.one(dialect, i), frame.leaves()));
                given++;
            }
        }
        return given;
    }

    private void offer(HeldFrames.Held frame) {
        if (isCatchingUp) {
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
        if (visitor().user().id().equals(frame.leaves())) {
            socket.flush();
            socket.close(CloseReason.NOT_A_PARTICIPANT);
        }
    }

    /** The log is known up to a place without having been shown. */
    void startAt(long seq) {
        lastSeq = seq;
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
        if (change.seq() <= lastSeq) {
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

    /** Says that the socket is ready, where the dialect has a frame for that. */
    void ready() {
        if (socket.dialect() == Dialect.ACTIONS) {
            socket.send(ServerFrames.ready(visitor().user(), room, lastSeq));
            socket.flush();
        }
    }

    /**
     * Shows what was held and goes on live.
     *
     * @return false if there still is a hole before what is held: it goes on catching up
     */
    boolean goLive() {
        if (held.isLeavingDropped()) {
            end(CloseReason.NOT_A_PARTICIPANT);
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
        if (held.isLeavingDropped()) {
            end(CloseReason.NOT_A_PARTICIPANT);
            return;
        }
        switch (socket.dialect()) {
            case ACTIONS -> resync();
            case SIGNALS -> end(CloseReason.SERVER_FAULT);
        }
    }

    private void end(CloseReason reason) {
        held.clear();
        isJumpAllowed = true;
        isCatchingUp = false;
        socket.close(reason);
    }

    private void resync() {
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

    private Visitor visitor() {
        return socket.visitor();
    }
}
