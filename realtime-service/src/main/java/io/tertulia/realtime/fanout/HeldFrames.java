package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Live frames kept for a seat while it catches up. When too many bytes are kept all are dropped:
 * those of the log can be fetched, and the others are worth nothing by then, except that the
 * visitor was removed, which is remembered.
 *
 * <p>Touched by the socket's event loop only.
 */
final class HeldFrames {

    /** A frame costs this much more than its bytes: the slice, this record, the queue's slot. */
    private static final long OVERHEAD_BYTES = 128;

    /**
     * One frame.
     *
     * @param bytes null where the socket's style has no frame for the event
     * @param isLeaving whether the visitor takes part no longer
     */
    record Held(long seq, @Nullable ByteBuf bytes, boolean isLeaving) {

        long cost() {
            return OVERHEAD_BYTES + (bytes == null ? 0 : bytes.readableBytes());
        }

        void release() {
            if (bytes != null) {
                bytes.release();
            }
        }
    }

    private final ArrayDeque<Held> frames = new ArrayDeque<>(0);
    private final HeldBytes bytes;
    private long droppedSeq;
    private boolean isLeavingDropped;

    /**
     * @param bytes of all that is held for the socket
     */
    HeldFrames(HeldBytes bytes) {
        this.bytes = bytes;
    }

    void add(Held frame) {
        frames.add(frame);
        if (!bytes.keep(frame.cost())) {
            frames.forEach(this::noteDropped);
            clear();
        }
    }

    private void noteDropped(Held frame) {
        droppedSeq = Math.max(droppedSeq, frame.seq());
        isLeavingDropped = isLeavingDropped || frame.isLeaving();
    }

    @Nullable Held peek() {
        return frames.peek();
    }

    /** Takes the first frame out; whoever takes it releases it. */
    Held take() {
        Held frame = frames.remove();
        bytes.giveBack(frame.cost());
        return frame;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The first place of the log that is held, 0 if none is. */
    long firstSeq() {
        return frames.stream().mapToLong(Held::seq).filter(seq -> seq > 0).findFirst().orElse(0);
    }

    /** The last place of the log that was dropped for lack of room, 0 if none was. */
    long droppedSeq() {
        return droppedSeq;
    }

    /** Whether it was dropped for lack of room that the visitor takes part no longer. */
    boolean isLeavingDropped() {
        return isLeavingDropped;
    }

    void clear() {
        for (Held frame : frames) {
            bytes.giveBack(frame.cost());
            frame.release();
        }
        frames.clear();
    }
}
