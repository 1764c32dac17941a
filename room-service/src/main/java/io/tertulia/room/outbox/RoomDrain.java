package io.tertulia.room.outbox;

import io.tertulia.room.rules.PendingEntry;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.Roster;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Empties a room's pending list: apply, publish, forget, in this order, so that a crash between any
 * two steps only repeats the step before.
 *
 * <p>Two instances may drain the same room at once. Both read the list from its oldest entry and
 * publish in order, and an entry leaves the list only once Kafka has acknowledged it. So whoever
 * publishes version n + 1 has either published n itself before, or found n gone, which means that
 * Kafka has it: the first appearance of each version on the topic comes after that of the version
 * before. What follows is repeats at worst, with the same ids and versions, which consumers drop.
 * The events of an entry are sent together, and none of them expires before those behind it: the
 * producer gives none up, and is sent nothing more behind one that it refuses.
 */
@Component
class RoomDrain {

    private static final int ENTRIES_AT_ONCE = 10;

    private final RoomStore rooms;
    private final Roster roster;
    private final RoomEventPublisher publisher;

    RoomDrain(RoomStore rooms, Roster roster, RoomEventPublisher publisher) {
        this.rooms = rooms;
        this.roster = roster;
        this.publisher = publisher;
    }

    /** What is left of a room's pending list. */
    enum Rest {
        NOTHING,
        SOMETHING,
        /** Kafka does not take it now. */
        STUCK
    }

    /** Publishes some of what is pending. */
    Rest drain(UUID room) {
        List<PendingEntry> pending = rooms.pending(room);
        if (pending.isEmpty()) {
            return Rest.NOTHING;
        }
        List<PendingEntry> entries = pending.subList(0, Math.min(ENTRIES_AT_ONCE, pending.size()));
        roster.settle(entries);
        int published = publisher.publish(entries);
        if (published == 0) {
            return Rest.STUCK;
        }
        boolean isMore = rooms.forget(room, entries.get(published - 1));
        roster.forget(entries.subList(0, published));
        if (published < entries.size()) {
            return Rest.STUCK;
        }
        return isMore ? Rest.SOMETHING : Rest.NOTHING;
    }
}
