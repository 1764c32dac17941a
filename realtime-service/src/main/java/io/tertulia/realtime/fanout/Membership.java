package io.tertulia.realtime.fanout;

import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.ServerFrames;
import org.jspecify.annotations.Nullable;

/**
 * Why a socket of all rooms has a seat in one of them: since when its visitor takes part, and
 * whether the client has been told of the room.
 *
 * <p>Touched by the socket's event loop only.
 */
final class Membership {

    private final AllRooms rooms;
    private final long version;
    private @Nullable FrameText announcement;
    private boolean isAnnounced;

    /**
     * @param version of the room event by which the visitor came in
     * @param announcement the frame of that event; null where there is none for the socket
     */
    Membership(AllRooms rooms, long version, @Nullable FrameText announcement) {
        this.rooms = rooms;
        this.version = version;
        this.announcement = announcement;
    }

    /** Whether a passage of the visitor's came after this membership had begun. */
    boolean isBefore(Passage passage) {
        return version < passage.version();
    }

    /** Whether the client knows that it is shown the room. */
    boolean isAnnounced() {
        return isAnnounced;
    }

    /** The client was told by other means. */
    void onAnnounced() {
        isAnnounced = true;
        announcement = null;
    }

    /** Tells the client that from a place on it is shown everything in the room. */
    void announce(long lastSeq) {
        FrameText frame = announcement;
        announce(frame == null ? null : ServerFrames.withLastSeq(frame, lastSeq));
    }

    /** Tells the client of the room, though nobody knows where its log ends. */
    void announce() {
        announce(announcement);
    }

    private void announce(@Nullable FrameText frame) {
        if (frame != null) {
            rooms.socket().send(frame);
        }
        onAnnounced();
    }

    /** The visitor takes part no longer. */
    void end(Seat seat) {
        rooms.onLeft(seat);
    }
}
