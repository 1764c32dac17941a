package io.tertulia.message.membership;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
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
     * Lets those pass who may read a room.
     *
     * @throws ProblemException 403 for who does not take part in a public room, 404 for a room that
     *     does not exist or that the caller may not see, 503 where this cannot be found out now
     */
    public void requireReader(User caller, UUID room) {
        require(find(caller, room), Set.of(Standing.STRANGER_IN_PUBLIC));
    }

    /**
     * Lets those pass who may write to a room.
     *
     * @throws ProblemException 403 for who does not take part in a group, 404 for a room that does
     *     not exist and for a direct one of others, 503 where this cannot be found out now
     */
    public void requireWriter(User caller, UUID room) {
        require(
                find(caller, room),
                Set.of(Standing.STRANGER_IN_PUBLIC, Standing.STRANGER_IN_PRIVATE));
    }

    /**
     * Lets those pass who may write to a room that is not closed.
     *
     * @throws ProblemException as {@link #requireWriter}; 409 for a closed room
     */
    public void requireOpen(User caller, UUID room) {
        requireWriter(caller, room);
        if (!memberships.closed(List.of(room)).isEmpty()) {
            throw ProblemException.of(HttpStatus.CONFLICT, "room_closed", "The room is closed.");
        }
    }

    /** A direct room's id follows from two people's: a stranger must not learn if they talk. */
    private static void require(Standing standing, Set<Standing> told) {
        if (standing == Standing.PARTICIPANT) {
            return;
        }
        throw told.contains(standing)
                ? ProblemException.of(
                        HttpStatus.FORBIDDEN,
                        "not_a_participant",
                        "You do not take part in this room.")
                : ProblemException.notFound("There is no such room.");
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
        STRANGER_IN_PUBLIC,
        STRANGER_IN_PRIVATE,
        STRANGER_IN_DIRECT,
        NOWHERE
    }

    private Standing find(User caller, UUID room) {
        var who = new RoomUser(room, caller.id());
        if (memberships.role(who) != null) {
            return Standing.PARTICIPANT;
        }
        Optional<RoomServiceClient.Lookup> lookup = rooms.find(who, token());
        lookup.ifPresent(found -> learn(who, found));
        return lookup.map(RoomAccess::standing).orElse(Standing.NOWHERE);
    }

    private static Standing standing(RoomServiceClient.Lookup found) {
        if (found.isParticipant()) {
            return Standing.PARTICIPANT;
        }
        if (found.room().roomType() == RoomType.DIRECT) {
            return Standing.STRANGER_IN_DIRECT;
        }
        return found.room().visibility() == Visibility.PUBLIC
                ? Standing.STRANGER_IN_PUBLIC
                : Standing.STRANGER_IN_PRIVATE;
    }

    private void learn(RoomUser who, RoomServiceClient.Lookup found) {
        memberships.learn(
                List.of(RoomFacts.of(found.room(), found.version())),
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
