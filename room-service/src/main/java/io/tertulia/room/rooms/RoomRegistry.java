package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.room.outbox.RoomOutbox;
import io.tertulia.room.rules.Decision;
import io.tertulia.room.rules.DirectChats;
import io.tertulia.room.rules.PendingEntry;
import io.tertulia.room.rules.Refusal;
import io.tertulia.room.rules.Revision;
import io.tertulia.room.rules.RoomChange;
import io.tertulia.room.rules.RoomRules;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.Roster;
import io.tertulia.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates and changes rooms: decide, commit by one write, bring the participants' documents up to
 * it, so that whoever asked reads what they wrote, and leave the events to the outbox.
 */
@Component
class RoomRegistry {

    private static final long LONGEST_PAUSE_MILLIS = 20;

    private final RoomRules rules;
    private final RoomStore rooms;
    private final Roster roster;
    private final RoomOutbox outbox;
    private final RoomLocks locks;
    private final RoomProperties properties;
    private final Clock clock;

    RoomRegistry(
            RoomRules rules,
            RoomStore rooms,
            Roster roster,
            RoomOutbox outbox,
            RoomLocks locks,
            RoomProperties properties,
            Clock clock) {
        this.rules = rules;
        this.rooms = rooms;
        this.roster = roster;
        this.outbox = outbox;
        this.locks = locks;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Creates a group. Its first hundred people come with the room itself, the others in writes
     * after that: a crash between leaves a room with some of them, whose creator was told nothing.
     */
    RoomState create(User creator, NewRoom wanted) {
        Instant now = now();
        var empty =
                new Room(
                        UUID.randomUUID(),
                        wanted.name(),
                        wanted.description(),
                        RoomType.GROUP,
                        wanted.visibility(),
                        0,
                        creator,
                        true,
                        now,
                        now);
        List<User> others = wanted.others();
        int first = Math.min(others.size(), PendingEntry.MOST_MEMBERS);
        Revision revision = rules.group(empty, others.subList(0, first));
        if (!rooms.create(revision)) {
            throw new IllegalStateException("a random UUID was taken");
        }
        RoomState created = settled(revision.created(), revision.entries());
        return others.size() == first
                ? created
                : add(empty.id(), creator.id(), others.subList(first, others.size()));
    }

    /** Takes people into a room, in as many changes as it takes. */
    RoomState add(UUID room, UUID actor, List<User> users) {
        RoomState state = null;
        for (int from = 0; from < users.size() || state == null; ) {
            int to = Math.min(from + PendingEntry.MOST_MEMBERS, users.size());
            state = change(room, new RoomChange.Add(actor, users.subList(from, to)));
            from = to;
        }
        return state;
    }

    /** The direct chat of two people, if it exists. */
    Optional<RoomState> findDirect(User one, User other) {
        return rooms.find(DirectChats.id(one.id(), other.id()))
                .map(state -> settled(state, state.pending()));
    }

    /**
     * Creates the direct chat of two people.
     *
     * @return empty if it exists by now: the unique {@code _id}, which follows from the pair, lets
     *     only one of all who create it at the same time succeed
     */
    Optional<RoomState> createDirect(User creator, User other) {
        Revision revision =
                rules.direct(DirectChats.id(creator.id(), other.id()), creator, other, now());
        return rooms.create(revision)
                ? Optional.of(settled(revision.created(), revision.entries()))
                : Optional.empty();
    }

    /**
     * Changes a room, or finds that it is already as it is to be.
     *
     * @return the room as it is then
     * @throws ProblemException 404, 403 or 409 if the rules refuse; 503 if others change the room
     *     all the time, or its events have found no way out for long
     */
    RoomState change(UUID room, RoomChange change) {
        Outcome outcome = locks.inTurn(room, () -> commit(room, change));
        return settled(outcome.state(), outcome.toSettle());
    }

    private Outcome commit(UUID room, RoomChange change) {
        for (int attempt = 0; attempt < properties.attempts(); attempt++) {
            Outcome outcome = tryToCommit(room, change);
            if (outcome != null) {
                return outcome;
            }
            // Another instance was faster; not all who lost are to come back at the same moment.
            long pause = ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE_MILLIS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
        throw locks.busy();
    }

    private @Nullable Outcome tryToCommit(UUID room, RoomChange change) {
        RoomState state = withPlace(room, change);
        return switch (rules.decide(roster.situation(state, change), change, now())) {
            case Decision.Revised(Revision revision) ->
                    rooms.revise(state, revision)
                            ? new Outcome(state.after(revision), revision.entries())
                            : null;
            case Decision.Unchanged _ -> new Outcome(state, state.pending());
            case Decision.Refused(var refusal) -> throw RoomProblems.of(refusal);
        };
    }

    /** The room, with place for further entries among those pending. */
    private RoomState withPlace(UUID room, RoomChange change) {
        RoomState state = rooms.find(room).orElseThrow(() -> unknown(room, change));
        if (state.pending().size() < outbox.entriesPerRoom()) {
            return state;
        }
        if (!outbox.relieve(room)) {
            throw ProblemException.unavailable(
                    "Changes of this room cannot be told right now; try again.",
                    properties.retryAfter());
        }
        return rooms.find(room).orElseThrow(RoomProblems::unknownRoom);
    }

    /** The answer must not tell whether two people have a chat: see {@link DirectChats#isId}. */
    private static ProblemException unknown(UUID room, RoomChange change) {
        return change instanceof RoomChange.Join && DirectChats.isId(room)
                ? RoomProblems.of(Refusal.DIRECT_JOIN)
                : RoomProblems.unknownRoom();
    }

    private RoomState settled(RoomState state, List<PendingEntry> entries) {
        if (!entries.isEmpty()) {
            roster.settle(entries);
            outbox.announce(state.room().id());
        }
        return state;
    }

    /** As MongoDB keeps it, so that events and documents tell the same time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private record Outcome(RoomState state, List<PendingEntry> toSettle) {}
}
