package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.room.heads.RoomHead;
import io.tertulia.room.heads.RoomHeads;
import io.tertulia.room.rules.Member;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.MembershipStore;
import io.tertulia.room.store.RoomGlance;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.Roster;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds rooms for somebody, and shows them as clients see them. */
@Component
class RoomReader {

    private final RoomStore rooms;
    private final Roster roster;
    private final MembershipStore memberships;
    private final RoomHeads heads;

    RoomReader(RoomStore rooms, Roster roster, MembershipStore memberships, RoomHeads heads) {
        this.rooms = rooms;
        this.roster = roster;
        this.memberships = memberships;
        this.heads = heads;
    }

    /** The open rooms that somebody takes part in, latest activity first. */
    Page<RoomResponse> list(User caller, PageQuery query) {
        List<RoomGlance> open =
                rooms.glance(memberships.roomsOf(caller.id())).stream()
                        .filter(RoomGlance::isActive)
                        .toList();
        Map<UUID, RoomHead> found = heads.of(open.stream().map(RoomGlance::id).toList());
        List<UUID> sorted =
                open.stream()
                        .sorted(
                                Comparator.comparing((RoomGlance room) -> activity(room, found))
                                        .reversed()
                                        .thenComparing(RoomGlance::id))
                        .map(RoomGlance::id)
                        .toList();
        Page<UUID> page = Page.cut(query, sorted);
        Map<UUID, RoomState> states =
                rooms.findAll(page.results()).stream()
                        .collect(Collectors.toMap(state -> state.room().id(), Function.identity()));
        // Rooms are closed, never removed: what was there at the glance is there still.
        return page.map(
                id -> RoomResponse.of(Objects.requireNonNull(states.get(id)), head(found, id)));
    }

    /**
     * A room that somebody may see.
     *
     * @throws io.tertulia.web.ProblemException 404 if they may not, or there is none
     */
    RoomResponse find(User caller, UUID room) {
        Seen seen = see(caller, room);
        return seen.takesPart()
                ? show(seen.state())
                // What is written in a room is for those who take part in it.
                : RoomResponse.of(seen.state(), RoomHead.EMPTY);
    }

    /** A room with its head, for somebody who takes part in it. */
    RoomResponse show(RoomState state) {
        UUID id = state.room().id();
        return RoomResponse.of(state, head(heads.of(List.of(id)), id));
    }

    /** A page of a room's participants, longest-standing first. */
    Page<ParticipantResponse> participants(User caller, UUID room, PageQuery query) {
        RoomState state = see(caller, room).state();
        List<Member> members = roster.page(state, query.offset(), query.size());
        return Page.of(
                query,
                state.room().participantCount(),
                members.stream().map(ParticipantResponse::of).toList());
    }

    /** Whether somebody takes part in a room; false where there is none. */
    boolean takesPart(User caller, UUID room) {
        return rooms.find(room).flatMap(state -> roster.member(state, caller.id())).isPresent();
    }

    private Seen see(User caller, UUID room) {
        RoomState state = rooms.find(room).orElseThrow(RoomProblems::unknownRoom);
        boolean takesPart = roster.member(state, caller.id()).isPresent();
        if (!takesPart && !state.isOpenToAll()) {
            throw RoomProblems.unknownRoom();
        }
        return new Seen(state, takesPart);
    }

    private static Instant activity(RoomGlance room, Map<UUID, RoomHead> heads) {
        Instant lastActivity = head(heads, room.id()).lastActivityAt();
        return lastActivity == null ? room.updatedAt() : lastActivity;
    }

    private static RoomHead head(Map<UUID, RoomHead> heads, UUID room) {
        return heads.getOrDefault(room, RoomHead.EMPTY);
    }

    private record Seen(RoomState state, boolean takesPart) {}
}
