package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.room.rules.Refusal;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.MembershipStore;
import io.tertulia.room.store.RoomGlance;
import io.tertulia.room.store.RoomStore;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Sees to it that nobody takes part in more rooms than can be listed. It looks before the change is
 * committed, and nothing locks a person's memberships meanwhile: people who join many rooms at the
 * same moment may end a few above the limit, which nothing else depends on.
 */
@Component
class RoomQuota {

    private static final int PEOPLE_AT_ONCE = 100;
    private static final int MOST_NAMED = 10;

    private final MembershipStore memberships;
    private final RoomStore rooms;
    private final int limit;
    private final int mostParticipants;

    RoomQuota(MembershipStore memberships, RoomStore rooms, RoomProperties properties) {
        this.memberships = memberships;
        this.rooms = rooms;
        this.limit = properties.roomsPerUser();
        this.mostParticipants = properties.participants();
    }

    /**
     * Refuses to take people into one room more.
     *
     * @throws ProblemException 409 that names those who have reached the limit
     */
    void require(List<User> users) {
        for (int from = 0; from < users.size(); from += PEOPLE_AT_ONCE) {
            requireSome(users.subList(from, Math.min(from + PEOPLE_AT_ONCE, users.size())));
        }
    }

    /**
     * Refuses to take more people into a room than it has place for, before the first of them is
     * in. The rules look again with each of the changes that many people take.
     *
     * @throws ProblemException 409
     */
    void requirePlace(RoomState state, int newcomers) {
        if (state.room().participantCount() + newcomers > mostParticipants) {
            throw RoomProblems.of(Refusal.full(mostParticipants));
        }
    }

    /** Forgets rooms left long ago, if they have become many. */
    void maybeTidy(UUID user) {
        if (memberships.isUntidy(user)) {
            memberships.tidy(user, List.of());
        }
    }

    private void requireSome(List<User> users) {
        Map<UUID, User> byId =
                users.stream().collect(Collectors.toMap(User::id, Function.identity()));
        List<UUID> atLimit =
                memberships.withAtLeast(limit, List.copyOf(byId.keySet())).stream()
                        .filter(this::isFull)
                        .toList();
        if (!atLimit.isEmpty()) {
            throw refusal(atLimit.stream().map(byId::get).toList());
        }
    }

    /** Closed rooms still stand among a person's memberships until their place is needed. */
    private boolean isFull(UUID user) {
        List<UUID> all = memberships.roomsOf(user);
        List<UUID> closed =
                rooms.glance(all).stream()
                        .filter(room -> !room.isActive())
                        .map(RoomGlance::id)
                        .toList();
        memberships.tidy(user, closed);
        return all.size() - closed.size() >= limit;
    }

    private ProblemException refusal(List<User> users) {
        String names =
                users.stream()
                        .limit(MOST_NAMED)
                        .map(User::username)
                        .collect(Collectors.joining(", "));
        return ProblemException.of(
                HttpStatus.CONFLICT,
                "too_many_rooms",
                "One may take part in %d rooms, and this is reached by: %s. Leave some first."
                        .formatted(limit, names));
    }
}
