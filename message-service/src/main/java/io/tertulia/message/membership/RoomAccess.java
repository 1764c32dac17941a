package io.tertulia.message.membership;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.message.log.RoomUser;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Whether a caller may read and write a room. A yes of the projection is taken; a no is asked again
 * of room-service, because who has just joined is often faster than the event. What it says is
 * learnt, so that the writer knows it before the command comes.
 */
public final class RoomAccess {

    private static final int MOST_ASKED = 10;

    private final Memberships memberships;
    private final RoomServiceClient rooms;

    RoomAccess(Memberships memberships, RoomServiceClient rooms) {
        this.memberships = memberships;
        this.rooms = rooms;
    }

    /**
     * Lets participants pass.
     *
     * @throws ProblemException 403 for who does not take part, 404 for a room that does not exist,
     *     503 where this cannot be found out now
     */
    public void requireParticipant(User caller, UUID room) {
        switch (find(caller, room)) {
            case PARTICIPANT -> {}
            case STRANGER ->
                    throw ProblemException.of(
                            HttpStatus.FORBIDDEN,
                            "not_a_participant",
                            "You do not take part in this room.");
            case NOWHERE -> throw ProblemException.notFound("There is no such room.");
        }
    }

    /**
     * Whether the caller takes part in a room.
     *
     * @throws ProblemException 503 where this cannot be found out now
     */
    public boolean isParticipant(User caller, UUID room) {
        return find(caller, room) == Standing.PARTICIPANT;
    }

    /**
     * Those of these rooms that the caller takes part in. Of those that the projection does not
     * know, only some are asked about: a caller who is new everywhere sees the rest soon after.
     *
     * @throws ProblemException 503 where this cannot be found out now
     */
    public Set<UUID> participating(User caller, Set<UUID> rooms) {
        Set<UUID> known =
                memberships
                        .roles(rooms.stream().map(room -> new RoomUser(room, caller.id())).toList())
                        .keySet()
                        .stream()
                        .map(RoomUser::room)
                        .collect(Collectors.toSet());
        rooms.stream()
                .filter(room -> !known.contains(room))
                .limit(MOST_ASKED)
                .filter(room -> isParticipant(caller, room))
                .toList()
                .forEach(known::add);
        return known;
    }

    private enum Standing {
        PARTICIPANT,
        STRANGER,
        NOWHERE
    }

    private Standing find(User caller, UUID room) {
        var who = new RoomUser(room, caller.id());
        if (memberships.role(who) != null) {
            return Standing.PARTICIPANT;
        }
        Optional<RoomServiceClient.Lookup> lookup = rooms.find(who, token());
        lookup.ifPresent(found -> learn(who, found));
        return lookup.map(found -> found.isParticipant() ? Standing.PARTICIPANT : Standing.STRANGER)
                .orElse(Standing.NOWHERE);
    }

    private void learn(RoomUser who, RoomServiceClient.Lookup found) {
        Room room = found.room();
        memberships.learn(
                List.of(
                        new RoomFacts(
                                room.id(),
                                found.version(),
                                room.isActive(),
                                room.roomType(),
                                room.visibility())),
                List.of(new Membership(who, found.version(), role(found))));
    }

    private static @Nullable Role role(RoomServiceClient.Lookup found) {
        return found.isParticipant() ? found.role() : null;
    }

    private static String token() {
        if (SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken authentication) {
            return authentication.getToken().getTokenValue();
        }
        throw ProblemException.of(HttpStatus.UNAUTHORIZED, "unauthorized", "Log in first.");
    }
}
