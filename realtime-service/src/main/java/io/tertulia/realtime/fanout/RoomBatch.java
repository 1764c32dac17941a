package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one poll brought for one room, in order. The event reader fills it, then hands it to the
 * event loops; handing over is what makes its frames visible to them, and nobody changes them any
 * more.
 *
 * <p>The bytes of a dialect are made when the first socket that speaks it asks, once for all loops:
 * hence the lock, which is taken per batch and dialect and not per socket.
 */
final class RoomBatch {

    private final UUID room;
    private final List<RoomFrame> frames = new ArrayList<>();
    private final Map<UUID, List<FrameText>> addressed = new HashMap<>();
    private long firstSeq;
    private long lastSeq;
    private boolean isDense = true;
    private boolean isPersonal;

    private volatile @Nullable JoinedFrames actions;
    private volatile @Nullable JoinedFrames signals;

    RoomBatch(UUID room) {
        this.room = room;
    }

    UUID room() {
        return room;
    }

    List<RoomFrame> frames() {
        return frames;
    }

    /** Appends a frame; what the batch has already shown of the log is dropped. */
    void add(RoomFrame frame) {
        if (frame.isOfLog()) {
            if (frame.seq() <= lastSeq) {
                return;
            }
            isDense = isDense && (lastSeq == 0 || frame.seq() == lastSeq + 1);
            firstSeq = firstSeq == 0 ? frame.seq() : firstSeq;
            lastSeq = frame.seq();
        }
        isPersonal = isPersonal || frame.except() != null || frame.leaves() != null;
        frames.add(frame);
    }

    /**
     * Appends a frame beside the log, in actions, for named people only. It is kept apart, so that
     * in a room of thousands each socket finds its own without looking at those of others.
     */
    void addFor(Collection<UUID> people, FrameText frame) {
        people.forEach(user -> addressed.computeIfAbsent(user, u -> new ArrayList<>(1)).add(frame));
    }

    List<FrameText> addressedTo(UUID user) {
        return addressed.getOrDefault(user, List.of());
    }

    /** Whether somebody who has seen the log up to a place gets everything just as it is. */
    boolean fitsWhole(long seenSeq, UUID user) {
        boolean follows = firstSeq == 0 || (isDense && firstSeq == seenSeq + 1);
        return follows && !(isPersonal && frames.stream().anyMatch(f -> f.concerns(user)));
    }

    /** The last place in the log that the batch shows, 0 if it shows none. */
    long lastSeq() {
        return lastSeq;
    }

    @Nullable ByteBuf all(Dialect dialect) {
        return joined(dialect).all();
    }

    @Nullable ByteBuf one(Dialect dialect, int index) {
        return joined(dialect).one(index);
    }

    private JoinedFrames joined(Dialect dialect) {
        return switch (dialect) {
            case ACTIONS -> {
                JoinedFrames made = actions;
                yield made == null ? makeActions() : made;
            }
            case SIGNALS -> {
                JoinedFrames made = signals;
                yield made == null ? makeSignals() : made;
            }
        };
    }

    private synchronized JoinedFrames makeActions() {
        JoinedFrames made = actions;
        if (made == null) {
            made = JoinedFrames.encode(frames, Dialect.ACTIONS);
            actions = made;
        }
        return made;
    }

    private synchronized JoinedFrames makeSignals() {
        JoinedFrames made = signals;
        if (made == null) {
            made = JoinedFrames.encode(frames, Dialect.SIGNALS);
            signals = made;
        }
        return made;
    }

    /** Whether nobody holds the bytes any longer. */
    boolean isReleased() {
        JoinedFrames a = actions;
        JoinedFrames s = signals;
        return (a == null || a.isReleased()) && (s == null || s.isReleased());
    }

    /** Gives the bytes back; sockets that still send them hold references of their own. */
    synchronized void release() {
        JoinedFrames a = actions;
        if (a != null) {
            a.release();
        }
        JoinedFrames s = signals;
        if (s != null) {
            s.release();
        }
    }
}
