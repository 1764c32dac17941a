package io.tertulia.room.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.Envelope;
import io.tertulia.events.User;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomEvent.ParticipantJoined;
import io.tertulia.events.room.RoomEvent.ParticipantLeft;
import io.tertulia.events.room.RoomEvent.ParticipantRoleChanged;
import io.tertulia.events.room.RoomEvent.RoomCreated;
import io.tertulia.events.room.RoomEvent.RoomUpdated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A part of a change that is committed with the room and still to be told: to the participants'
 * documents first, then to everybody who listens. It stands for one event, or for one per member.
 *
 * @param version of its first event; the others follow without a gap
 * @param room as it is after the entry's last event
 * @param members whom it concerns, at most {@value #MOST_MEMBERS}; none where only the room changed
 */
public record PendingEntry(long version, Kind kind, Instant at, Room room, List<Member> members) {

    /** So many that one entry never makes a document or a batch large. */
    public static final int MOST_MEMBERS = 100;

    /** What happened. */
    public enum Kind {
        CREATED,
        UPDATED,
        JOINED,
        LEFT,
        ROLE_CHANGED
    }

    public PendingEntry {
        members = List.copyOf(members);
        if (members.size() > MOST_MEMBERS) {
            throw new IllegalArgumentException("too many members for one entry");
        }
    }

    /** The version of the event that concerns the member at an index. */
    public long versionAt(int index) {
        return version + index;
    }

    /** The version of the entry's last event. */
    public long lastVersion() {
        return version + Math.max(1, members.size()) - 1;
    }

    /** Whether the members take part once the entry has happened. */
    public boolean leavesThemPresent() {
        return kind != Kind.LEFT;
    }

    /** The events to publish, in their order. */
    public List<Envelope<RoomEvent>> envelopes() {
        if (members.isEmpty()) {
            return List.of(envelope(version, event(room)));
        }
        return IntStream.range(0, members.size())
                .mapToObj(index -> envelope(versionAt(index), event(index)))
                .toList();
    }

    private RoomEvent event(Room after) {
        return kind == Kind.CREATED ? new RoomCreated(after) : new RoomUpdated(after);
    }

    private RoomEvent event(int index) {
        Member member = members.get(index);
        User user = member.user();
        int stillToCome = members.size() - 1 - index;
        return switch (kind) {
            case JOINED -> new ParticipantJoined(roomWith(-stillToCome), user, member.role());
            case LEFT -> new ParticipantLeft(roomWith(stillToCome), user);
            case ROLE_CHANGED -> new ParticipantRoleChanged(room, user, member.role());
            case CREATED, UPDATED ->
                    throw new IllegalStateException("%s concerns no member".formatted(kind));
        };
    }

    private Room roomWith(int participants) {
        return Rooms.withCount(room, room.participantCount() + participants);
    }

    private Envelope<RoomEvent> envelope(long eventVersion, RoomEvent event) {
        // The id follows from room and version, so that an event published again after a crash, or
        // by another instance, is the same event.
        UUID id = UUID.nameUUIDFromBytes((room.id() + "#" + eventVersion).getBytes(UTF_8));
        return new Envelope<>(id, room.id(), eventVersion, at, event);
    }
}
