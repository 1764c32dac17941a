package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A socket's place in a room, through which it gets the room's frames. It is taken before the
 * room's head is read, so that between the two nothing is lost.
 *
 * <p>Touched by the socket's event loop only.
 */
public final class Seat {

    private final ChatSocket socket;
    private final UUID room;
    private final FrameStyle style;
    private final RoomView view;
    private final @Nullable Membership membership;
    private boolean isTaken;

    /** Its index in the room's list, which belongs to {@link LoopRooms}. */
    int index;

    private Seat(
            ChatSocket socket,
            UUID room,
            FrameStyle style,
            HeldBytes bytes,
            @Nullable Membership membership) {
        this.socket = socket;
        this.room = room;
        this.style = style;
        this.view = new RoomView(socket, room, bytes);
        this.membership = membership;
    }

    /** The only seat of a socket of one room. */
    static Seat only(ChatSocket socket, UUID room, long heldBytes) {
        FrameStyle style = FrameStyle.ofOneRoom(socket.dialect());
        return new Seat(socket, room, style, new HeldBytes(heldBytes), null);
    }

    /** One of the seats of a socket of all rooms. */
    static Seat oneOfMany(ChatSocket socket, UUID room, HeldBytes bytes, Membership membership) {
        FrameStyle style = FrameStyle.ofAllRooms(socket.dialect());
        return new Seat(socket, room, style, bytes, membership);
    }

    public ChatSocket socket() {
        return socket;
    }

    public UUID room() {
        return room;
    }

    RoomView view() {
        return view;
    }

    /** Null for the only seat of its socket. */
    @Nullable Membership membership() {
        return membership;
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
        view.end();
    }

    /** Tells the client of the room: from a place on it is shown everything. */
    void announce(long lastSeq) {
        if (membership != null) {
            membership.announce(lastSeq);
        }
    }

    /** Tells the client of the room, though nobody knows where its log ends. */
    void announce() {
        if (membership != null) {
            membership.announce();
        }
    }

    /** Gives the socket what a poll brought for the room. Returns how many frames it was given. */
    int deliver(RoomBatch batch) {
        int given = deliverCommon(batch);
        return batch.isAddressed() ? given + deliverAddressed(batch) : given;
    }

    private int deliverAddressed(RoomBatch batch) {
        List<FrameText> own =
                switch (socket.dialect()) {
                    case ACTIONS -> batch.addressedTo(visitor());
                    case SIGNALS -> List.of();
                };
        for (FrameText text : own) {
            view.offer(new HeldFrames.Held(0, text.encode(ByteBufAllocator.DEFAULT), false));
        }
        return own.size();
    }

    private int deliverCommon(RoomBatch batch) {
        if (!view.takesWhole(batch)) {
            return deliverFrom(batch, 0);
        }
        ByteBuf all = batch.all(style);
        if (all != null) {
            socket.sendShared(all);
        }
        view.onShown(batch);
        return batch.frames().size();
    }

    /** Gives the socket a batch's frames from an index on, one by one. */
    int deliverFrom(RoomBatch batch, int first) {
        List<RoomFrame> frames = batch.frames();
        int given = 0;
        for (int i = first; i < frames.size() && !view.isOver(); i++) {
            RoomFrame frame = frames.get(i);
            if (!isWithheld(frame)) {
                offer(new HeldFrames.Held(frame.seq(), batch.one(style, i), isLeaving(frame)));
                given++;
            }
        }
        return given;
    }

    private boolean isWithheld(RoomFrame frame) {
        if (visitor().equals(frame.except())) {
            return true;
        }
        Passage passage = frame.passage();
        return membership != null
                && passage != null
                && passage.isOf(visitor())
                && !membership.isBefore(passage);
    }

    private boolean isLeaving(RoomFrame frame) {
        Passage passage = frame.passage();
        return passage != null && !passage.isIn() && passage.isOf(visitor());
    }

    private void offer(HeldFrames.Held frame) {
        if (frame.isLeaving() && membership != null) {
            leave(frame, membership);
        } else {
            view.offer(frame);
        }
    }

    /**
     * Ends one seat of several, at once: the visitor may come in again before this one would have
     * caught up.
     */
    private void leave(HeldFrames.Held last, Membership ended) {
        ByteBuf bytes = last.bytes();
        if (bytes != null && ended.isAnnounced()) {
            socket.sendShared(bytes);
        } else {
            last.release();
        }
        view.end();
        ended.end(this);
    }

    private UUID visitor() {
        return socket.visitor().user().id();
    }
}
