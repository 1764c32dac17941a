package io.tertulia.room.rules;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.room.rules.PendingEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revision in the making: each step changes the room and notes the entry that tells of it. Used
 * by one decision, on one thread.
 */
final class RoomDraft {

    private final Instant now;
    private final List<Member> front;
    private final List<PendingEntry> entries = new ArrayList<>();
    private Room room;
    private long version;

    private RoomDraft(Room room, long version, List<Member> front, Instant now) {
        this.room = room;
        this.version = version;
        this.front = new ArrayList<>(front);
        this.now = now;
    }

    static RoomDraft of(RoomState state, Instant now) {
        return new RoomDraft(state.room(), state.version(), state.front(), now);
    }

    /** A new room, still without members. */
    static RoomDraft creating(Room empty) {
        var draft = new RoomDraft(empty, 0, List.of(), empty.createdAt());
        draft.note(Kind.CREATED, List.of());
        return draft;
    }

    /** Lets at most {@link PendingEntry#MOST_MEMBERS} people in. */
    RoomDraft join(List<User> users, Role role) {
        var members = new ArrayList<Member>();
        for (User user : users) {
            members.add(new Member(user, role, version + members.size() + 1, now));
        }
        if (front.size() == room.participantCount()) {
            int places = Math.max(0, RoomState.FRONT - front.size());
            front.addAll(members.subList(0, Math.min(places, members.size())));
        }
        room = Rooms.withCount(room, room.participantCount() + members.size());
        return note(Kind.JOINED, members);
    }

    /**
     * Lets somebody go.
     *
     * @param next who takes the place in the front that becomes free; null where nobody waits
     */
    RoomDraft leave(Member member, @Nullable Member next) {
        boolean wasInFront = front.removeIf(other -> other.id().equals(member.id()));
        if (wasInFront && next != null) {
            front.add(next);
        }
        room = Rooms.withCount(room, room.participantCount() - 1);
        return note(Kind.LEFT, List.of(member));
    }

    RoomDraft changeRole(Member member, Role role) {
        Member changed = member.with(role);
        UUID id = member.id();
        front.replaceAll(other -> other.id().equals(id) ? changed : other);
        return note(Kind.ROLE_CHANGED, List.of(changed));
    }

    RoomDraft edit(RoomChange.Edit edit) {
        room = Rooms.edited(room, edit, now);
        return note(Kind.UPDATED, List.of());
    }

    RoomDraft close() {
        room = Rooms.closed(room, now);
        return note(Kind.UPDATED, List.of());
    }

    Revision revision() {
        return new Revision(room, version, front, entries);
    }

    private RoomDraft note(Kind kind, List<Member> members) {
        var entry = new PendingEntry(version + 1, kind, now, room, members);
        entries.add(entry);
        version = entry.lastVersion();
        return this;
    }
}
