package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.room.rules.Member;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.MembershipStore;
import io.tertulia.room.store.RoomGlance;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.Roster;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells other services about memberships: message-service about one that its own copy does not hold
 * yet, because the request was faster than the event, and realtime-service about all of somebody
 * who opens one socket for all rooms. The gateway does not route here.
 */
@RestController
class MembershipController {

    private final RoomStore rooms;
    private final Roster roster;
    private final MembershipStore memberships;

    MembershipController(RoomStore rooms, Roster roster, MembershipStore memberships) {
        this.rooms = rooms;
        this.roster = roster;
        this.memberships = memberships;
    }

    /** The caller's rooms; asked for after one of their events was published, as of no earlier. */
    @GetMapping("/internal/my-rooms")
    MyRooms mine(@CurrentUser User caller) {
        Map<UUID, Long> versions = memberships.versionsOf(caller.id());
        Map<UUID, Long> open =
                rooms.glance(versions.keySet()).stream()
                        .filter(RoomGlance::isActive)
                        .map(RoomGlance::id)
                        .collect(
                                Collectors.toMap(
                                        id -> id, id -> Objects.requireNonNull(versions.get(id))));
        versions.keySet().removeAll(open.keySet());
        return new MyRooms(open, List.copyOf(versions.keySet()));
    }

    /**
     * All rooms of somebody.
     *
     * @param open each with the version of the event by which the person came in
     */
    record MyRooms(Map<UUID, Long> open, List<UUID> closed) {}

    @GetMapping("/internal/rooms/{room}/members/{user}")
    Membership membership(
            @CurrentUser User caller, @PathVariable UUID room, @PathVariable UUID user) {
        if (!caller.id().equals(user)) {
            throw ProblemException.of(
                    HttpStatus.FORBIDDEN, "forbidden", "One may ask for oneself only.");
        }
        RoomState state = rooms.find(room).orElseThrow(RoomProblems::unknownRoom);
        Optional<Member> member = roster.member(state, user);
        return new Membership(
                state.room(),
                state.version(),
                member.map(Member::role).orElse(null),
                member.isPresent());
    }

    /**
     * Somebody's part in a room.
     *
     * @param version of the room: what has a lower one is older
     * @param role null for somebody who does not take part
     */
    record Membership(Room room, long version, @Nullable Role role, boolean isParticipant) {}
}
