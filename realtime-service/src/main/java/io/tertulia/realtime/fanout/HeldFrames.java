package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Live frames kept for a socket while it catches up. When too many bytes are kept all are dropped:
 * those of the log can be fetched, and the others are worth nothing by then, except that somebody
 * was removed, which is remembered.
 *
 * <p>Touched by the socket's event loop only.
 */
final class HeldFrames {

    /** A frame costs this much more than its bytes: the slice, this record, the queue's slot. */
    private static final int OVERHEAD_BYTES = 128;

    /**
     * One frame.
     *
     * @param bytes null where the socket's dialect has no frame for the event
     */
    record Held(long seq, @Nullable ByteBuf bytes, @Nullable UUID leaves) {

        void release() {
            if (bytes != null) {
                bytes.release();
            }
        }
    }

    private final ArrayDeque<Held> frames = new ArrayDeque<>(0);
    private final long limitBytes;
    private long bytes;
    private long droppedSeq;
    private final UUID visitor;
    private boolean isLeavingDropped;

    /**
     * @param visitor for whom they are held
     */
    HeldFrames(long limitBytes, UUID visitor) {
        this.limitBytes = limitBytes;
        this.visitor = visitor;
    }

    void add(Held frame) {
        frames.add(frame);
        ByteBuf held = frame.bytes();
        bytes += OVERHEAD_BYTES + (held == null ? 0 : held.readableBytes());
        if (bytes > limitBytes) {
            frames.forEach(this::noteDropped);
            clear();
        }
    }

    private void noteDropped(Held frame) {
        droppedSeq = Math.max(droppedSeq, frame.seq());
        isLeavingDropped = isLeavingDropped || visitor.equals(frame.leaves());
    }

    @Nullable Held peek() {
        return frames.peek();
    }

    /** Takes the first frame out; whoever takes it releases it. */
    Held take() {
        Held frame = frames.remove();
        ByteBuf held = frame.bytes();
        bytes -= OVERHEAD_BYTES + (held == null ? 0 : held.readableBytes());
        return frame;
    }

    boolean isEmpty() {
        return frames.isEmpty();
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
        frames.forEach(Held::release);
        frames.clear();
        bytes = 0;
    }
}
