package io.tertulia.realtime.fanout;

import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event means to the sockets of its room.
 *
 * @param seq its place in the room's log; 0 for what is beside the log
 * @param actions null where the dialect has no such frame
 * @param signals null where the dialect has no such frame
 * @param except whose own sockets do not get it; null if all do
 * @param leaves who takes part no longer: after the frame their sockets close; null for nobody
 */
record RoomFrame(
        long seq,
        @Nullable FrameText actions,
        @Nullable FrameText signals,
        @Nullable UUID except,
        @Nullable UUID leaves) {

    static RoomFrame ofLog(long seq, @Nullable FrameText actions, @Nullable FrameText signals) {
        return new RoomFrame(seq, actions, signals, null, null);
    }

    static RoomFrame besideLog(@Nullable FrameText actions, @Nullable FrameText signals) {
        return new RoomFrame(0, actions, signals, null, null);
    }

    RoomFrame exceptFor(UUID user) {
        return new RoomFrame(seq, actions, signals, user, leaves);
    }

    RoomFrame leaving(UUID user) {
        return new RoomFrame(seq, actions, signals, except, user);
    }

    boolean isOfLog() {
        return seq > 0;
    }

    boolean concerns(UUID user) {
        return user.equals(except) || user.equals(leaves);
    }

    @Nullable FrameText text(Dialect dialect) {
        return switch (dialect) {
            case ACTIONS -> actions;
            case SIGNALS -> signals;
        };
    }
}
