package io.tertulia.realtime.fanout;

import io.tertulia.events.Envelope;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.realtime.protocol.ServerFrames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns room events into frames, for the rooms that have sockets here, and for the people who have
 * a socket of all rooms here and come into a room.
 *
 * <p>Touched by the event reader's thread only.
 */
final class RoomEventTranslator {

    private static final int ROOMS_REMEMBERED = 10_000;

    private final Interest interest;
    private final FanoutProperties properties;

    /**
     * The last version seen of a room: room events may come again, and must not undo newer ones.
     */
    private final Map<UUID, Long> versions = new RecentlyUsed<>(ROOMS_REMEMBERED);

    RoomEventTranslator(Interest interest, FanoutProperties properties) {
        this.interest = interest;
        this.properties = properties;
    }

    void translate(Envelope<RoomEvent> event, PollBatch batch) {
        UUID room = event.key();
        Long seen = versions.put(room, event.sequence());
        if (seen != null && seen >= event.sequence()) {
            versions.put(room, seen);
            return;
        }
        RoomFrame frame = frame(event.data(), event.sequence());
        Passage passage = frame.passage();
        if (passage != null && interest.hasPerson(passage.user())) {
            holdUntilSeated(room, batch);
            batch.room(room).add(frame);
        } else if (interest.has(room)) {
            show(event.data(), frame, batch.room(room));
        }
    }

    /**
     * Of many who come at once only the first are told one by one, lest thousands who are added to
     * a busy room become millions of frames; at the end of the batch the room is told as it is
     * then.
     */
    private void show(RoomEvent event, RoomFrame frame, RoomBatch batch) {
        boolean isToldOnce =
                event instanceof RoomEvent.ParticipantJoined
                        && batch.oneMoreJoins() > mostJoins(event.room().id());
        if (!isToldOnce) {
            batch.add(frame);
        }
        if (isToldOnce || batch.hasEnding()) {
            batch.endWith(roomFrame("room_updated", event.room(), null, null));
        }
    }

    private int mostJoins(UUID room) {
        return interest.sockets(room) > properties.statusSockets() ? 0 : properties.joinsAtOnce();
    }

    /**
     * A newcomer's seat is taken by the loop that gets the batch; until then nobody may be
     * interested in the room, and what comes next for it would be passed over.
     */
    private void holdUntilSeated(UUID room, PollBatch batch) {
        var _ = interest.open(room);
        batch.atEnd(() -> interest.close(room));
    }

    private static RoomFrame frame(RoomEvent event, long version) {
        Room room = event.room();
        return switch (event) {
            // Who creates a room takes part in it: the event that says so follows.
            case RoomEvent.RoomCreated _ ->
                    roomFrame("room_created", room, null, null)
                            .passing(new Passage(room.createdBy().id(), true, version));
            case RoomEvent.RoomUpdated _ -> roomFrame("room_updated", room, null, null);
            case RoomEvent.ParticipantJoined(Room _, User user, Role role) ->
                    roomFrame("participant_joined", room, user, role)
                            .passing(new Passage(user.id(), true, version));
            case RoomEvent.ParticipantLeft(Room _, User user) ->
                    roomFrame("participant_left", room, user, null)
                            .passing(new Passage(user.id(), false, version));
            case RoomEvent.ParticipantRoleChanged(Room _, User user, Role role) ->
                    roomFrame("room_updated", room, user, role);
        };
    }

    private static RoomFrame roomFrame(
            String type, Room room, @Nullable User user, @Nullable Role role) {
        return RoomFrame.inActionsOnly(ServerFrames.roomChanged(type, room, user, role));
    }

    /** A map that forgets what was not used for longest. */
    private static final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1L;

        private final int most;

        RecentlyUsed(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
