package io.tertulia.presence.tracking;

import io.tertulia.events.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps presence: reads people, decides about them, writes what was decided and publishes it.
 *
 * <p>It holds no state and takes no lock. Two instances, or the consumer and the sweeper of one,
 * may work on the same person at the same time: the store lets only one of two writes win, and a
 * loser decides anew on what it then finds. Both may publish the same events; these carry the same
 * ids and sequences, and are always told from the oldest pending one on, so that whoever keeps the
 * highest sequence misses none.
 */
@Component
class PresenceTracker {

    private static final int MOST_ROUNDS = 20;

    private final PresenceStore store;
    private final PresencePublisher publisher;
    private final LeaseLog log;
    private final PresenceProperties properties;

    PresenceTracker(
            PresenceStore store,
            PresencePublisher publisher,
            LeaseLog log,
            PresenceProperties properties) {
        this.store = store;
        this.publisher = publisher;
        this.log = log;
        this.properties = properties;
    }

    /** A lease and the person whose it is. */
    record Arrival(User user, Lease lease) {}

    /** Takes in leases, in the order given, and tells what follows from them. */
    void take(List<Arrival> arrivals) {
        var byPerson = new LinkedHashMap<UUID, List<Arrival>>();
        for (Arrival arrival : arrivals) {
            byPerson.computeIfAbsent(arrival.user().id(), _ -> new ArrayList<>()).add(arrival);
        }
        keep(byPerson);
    }

    /** Decides anew about people whose time has come, and tells what is still to be told. */
    void revisit(Collection<UUID> people) {
        var byPerson = new LinkedHashMap<UUID, List<Arrival>>();
        people.forEach(person -> byPerson.put(person, List.of()));
        keep(byPerson);
    }

    private void keep(Map<UUID, List<Arrival>> byPerson) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<PresenceStore.Change> decided = decide(byPerson);
            List<PresenceStore.Change> changes =
                    decided.stream()
                            .filter(change -> !change.before().equals(change.after()))
                            .toList();
            if (store.write(changes)) {
                tell(decided.stream().map(PresenceStore.Change::after).toList());
                return;
            }
        }
        // Whoever called comes back: the consumer by its error handler, the sweeper by its clock.
        throw new IllegalStateException("other instances kept changing the same people");
    }

    private List<PresenceStore.Change> decide(Map<UUID, List<Arrival>> byPerson) {
        Map<UUID, StoredPresence> found = new HashMap<>(store.find(byPerson.keySet()));
        Instant readUntil = log.readUntil();
        var decided = new ArrayList<PresenceStore.Change>();
        byPerson.forEach(
                (person, arrivals) ->
                        before(found.get(person), arrivals)
                                .map(before -> decide(before, arrivals, readUntil))
                                .ifPresent(decided::add));
        return decided;
    }

    private static Optional<StoredPresence> before(
            @Nullable StoredPresence found, List<Arrival> arrivals) {
        if (found != null) {
            return Optional.of(found);
        }
        return arrivals.stream()
                .findFirst()
                .map(first -> Presence.of(first.user(), first.lease()))
                .map(StoredPresence::unstored);
    }

    private PresenceStore.Change decide(
            StoredPresence before, List<Arrival> arrivals, Instant readUntil) {
        Presence presence = before.presence();
        for (Arrival arrival : arrivals) {
            presence = presence.accept(arrival.user(), arrival.lease());
        }
        Presence.Settled settled = presence.settle(readUntil, properties.grace());
        boolean isUnchanged = settled.presence().equals(before.presence());
        return new PresenceStore.Change(before, isUnchanged ? before : before.after(settled));
    }

    private void tell(List<StoredPresence> people) {
        List<StoredPresence> untold =
                people.stream().filter(person -> !person.pending().isEmpty()).toList();
        if (untold.isEmpty()) {
            return;
        }
        publisher.publish(untold);
        // A person changed meanwhile keeps the events pending; whoever changed it tells them again.
        store.write(
                untold.stream()
                        .map(person -> new PresenceStore.Change(person, person.published()))
                        .toList());
    }
}
