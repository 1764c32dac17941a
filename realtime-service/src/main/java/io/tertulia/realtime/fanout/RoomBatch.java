package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import io.tertulia.realtime.protocol.FrameStyle;
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
 * <p>The bytes of a style are made when the first socket that needs them asks, once for all loops:
 * hence the lock, which is taken per batch and style and not per socket.
 */
final class RoomBatch {

    private final UUID room;
    private final List<RoomFrame> frames = new ArrayList<>();
    private final Map<UUID, List<FrameText>> addressed = new HashMap<>();
    private final List<Integer> passages = new ArrayList<>(0);
    private long firstSeq;
    private long lastSeq;
    private boolean isDense = true;
    private boolean isPersonal;
    private int joins;
    private @Nullable RoomFrame ending;

    private final Bytes actions = new Bytes(FrameStyle.ACTIONS);
    private final Bytes signals = new Bytes(FrameStyle.SIGNALS);
    private final Bytes signalsNamingRoom = new Bytes(FrameStyle.SIGNALS_NAMING_ROOM);

    RoomBatch(UUID room) {
        this.room = room;
    }

    UUID room() {
        return room;
    }

    List<RoomFrame> frames() {
        return frames;
    }

    /** The indexes of the frames with which somebody comes in or goes out. */
    List<Integer> passages() {
        return passages;
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
        isPersonal = isPersonal || frame.isPersonal();
        if (frame.passage() != null) {
            passages.add(frames.size());
        }
        frames.add(frame);
    }

    /** Counts somebody who comes into the room; how many these are by now. */
    int oneMoreJoins() {
        joins++;
        return joins;
    }

    /** Sets the frame that comes last, instead of the one set before. */
    void endWith(RoomFrame frame) {
        ending = frame;
    }

    boolean hasEnding() {
        return ending != null;
    }

    /** To be called once, when nothing more is added. */
    void end() {
        if (ending != null) {
            add(ending);
        }
    }

    /**
     * Appends a frame beside the log, in actions, for named people only. It is kept apart, so that
     * in a room of thousands each socket finds its own without looking at those of others.
     */
    void addFor(Collection<UUID> people, FrameText frame) {
        people.forEach(user -> addressed.computeIfAbsent(user, u -> new ArrayList<>(1)).add(frame));
    }

    /** Whether it holds frames for named people. */
    boolean isAddressed() {
        return !addressed.isEmpty();
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

    @Nullable ByteBuf all(FrameStyle style) {
        return bytes(style).get().all();
    }

    @Nullable ByteBuf one(FrameStyle style, int index) {
        return bytes(style).get().one(index);
    }

    private Bytes bytes(FrameStyle style) {
        return switch (style) {
            case ACTIONS -> actions;
            case SIGNALS -> signals;
            case SIGNALS_NAMING_ROOM -> signalsNamingRoom;
        };
    }

    /** Whether nobody holds the bytes any longer. */
    boolean isReleased() {
        return actions.isReleased() && signals.isReleased() && signalsNamingRoom.isReleased();
    }

    /** Gives the bytes back; sockets that still send them hold references of their own. */
    void release() {
        actions.release();
        signals.release();
        signalsNamingRoom.release();
    }

    /** The frames in one style, made when they are first asked for. */
    private final class Bytes {

        private final FrameStyle style;
        private volatile @Nullable JoinedFrames made;

        Bytes(FrameStyle style) {
            this.style = style;
        }

        JoinedFrames get() {
            JoinedFrames found = made;
            return found == null ? make() : found;
        }

        private synchronized JoinedFrames make() {
            JoinedFrames found = made;
            if (found == null) {
                found = JoinedFrames.encode(frames, style);
                made = found;
            }
            return found;
        }

        boolean isReleased() {
            JoinedFrames found = made;
            return found == null || found.isReleased();
        }

        synchronized void release() {
            JoinedFrames found = made;
            if (found != null) {
                found.release();
            }
        }
    }
}
