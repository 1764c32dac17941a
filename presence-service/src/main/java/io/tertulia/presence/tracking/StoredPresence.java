package io.tertulia.presence.tracking;

import io.tertulia.events.Envelope;
import io.tertulia.events.presence.PresenceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A presence together with what is still to be told of it: both change in one atomic write, so
 * nothing is told that is not so, and nothing that is so goes untold.
 *
 * @param version grows with every write; a write names the one it has seen
 * @param sequence the number of the last event that ever happened to this person
 * @param pending events that are stored but not known to be published, oldest first. It cannot grow
 *     without end: nothing new is decided while the log of leases cannot be read, and who cannot
 *     publish cannot read either
 */
record StoredPresence(
        long version, long sequence, Presence presence, List<Envelope<PresenceEvent>> pending) {

    StoredPresence {
        pending = List.copyOf(pending);
    }

    /** Somebody of whom nothing is stored yet. */
    static StoredPresence unstored(Presence presence) {
        return new StoredPresence(0, 0, presence, List.of());
    }

    UUID id() {
        return presence.user().id();
    }

    boolean isStored() {
        return version > 0;
    }

    /** The next version, in which what was decided waits to be published. */
    StoredPresence after(Presence.Settled settled) {
        var all = new ArrayList<>(pending);
        long last = sequence;
        for (Happening happening : settled.happenings()) {
            last++;
            all.add(
                    new Envelope<>(
                            EventIds.of(id(), last),
                            id(),
                            last,
                            happening.at(),
                            happening.event()));
        }
        return new StoredPresence(version + 1, last, settled.presence(), all);
    }

    /** The next version, in which nothing waits any more. */
    StoredPresence published() {
        return new StoredPresence(version + 1, sequence, presence, List.of());
    }

    /**
     * When somebody should look at this person again; null if never.
     *
     * @param republishAt when pending events count as forgotten
     */
    @Nullable Instant dueAt(Duration grace, Instant republishAt) {
        Instant next = presence.nextAt(grace).orElse(null);
        if (pending.isEmpty()) {
            return next;
        }
        return next == null || republishAt.isBefore(next) ? republishAt : next;
    }
}
