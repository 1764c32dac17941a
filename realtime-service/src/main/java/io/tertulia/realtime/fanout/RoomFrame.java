package io.tertulia.realtime.fanout;

import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.realtime.protocol.FrameText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event means to the sockets of its room.
 *
 * @param seq its place in the room's log; 0 for what is beside the log
 * @param except whose own sockets do not get it; null if all do
 * @param passage who comes in or goes out with it; null for nobody. The seats of who goes out end
 *     after the frame
 */
record RoomFrame(long seq, Texts texts, @Nullable UUID except, @Nullable Passage passage) {

    /** A frame in each style; null where the style has no such frame. */
    record Texts(
            @Nullable FrameText actions,
            @Nullable FrameText signals,
            @Nullable FrameText signalsNamingRoom) {}

    /** What names its room in both dialects by itself. */
    static RoomFrame ofLog(long seq, @Nullable FrameText actions, @Nullable FrameText signals) {
        return new RoomFrame(seq, new Texts(actions, signals, signals), null, null);
    }

    static RoomFrame besideLog(Texts texts) {
        return new RoomFrame(0, texts, null, null);
    }

    /** What signals have no frame for. */
    static RoomFrame inActionsOnly(FrameText actions) {
        return besideLog(new Texts(actions, null, null));
    }

    RoomFrame exceptFor(UUID user) {
        return new RoomFrame(seq, texts, user, passage);
    }

    RoomFrame passing(Passage who) {
        return new RoomFrame(seq, texts, except, who);
    }

    boolean isOfLog() {
        return seq > 0;
    }

    /** Whether it is not the same for everybody. */
    boolean isPersonal() {
        return except != null || passage != null;
    }

    /** Whether it is not for this person what it is for the others. */
    boolean concerns(UUID user) {
        return user.equals(except) || (passage != null && user.equals(passage.user()));
    }

    @Nullable FrameText text(FrameStyle style) {
        return switch (style) {
            case ACTIONS -> texts.actions();
            case SIGNALS -> texts.signals();
            case SIGNALS_NAMING_ROOM -> texts.signalsNamingRoom();
        };
    }
}
