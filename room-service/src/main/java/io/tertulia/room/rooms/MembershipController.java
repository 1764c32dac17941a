package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.room.rules.Member;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.Roster;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells message-service about a membership that its own copy does not hold yet, because the request
 * was faster than the event. The gateway does not route here.
 */
@RestController
class MembershipController {

    private final RoomStore rooms;
    private final Roster roster;

    MembershipController(RoomStore rooms, Roster roster) {
        this.rooms = rooms;
        this.roster = roster;
    }

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
