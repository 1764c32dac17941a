package io.tertulia.presence.tracking;

import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One person's presence, and all that is decided about it; it changes by {@link #accept} and {@link
 * #settle} only, both pure.
 *
 * @param user the person as the newest lease shows them
 * @param leases what each realtime instance last said, by its name
 * @param rooms the rooms that everybody has been told are open; the person is online while there
 *     are any
 * @param closing which of these are open nowhere any more, and since when: they are still shown for
 *     the time of grace
 * @param lastSeen when the person was last known to be connected
 */
record Presence(
        User user,
        SortedMap<String, Lease> leases,
        SortedSet<UUID> rooms,
        SortedMap<UUID, Instant> closing,
        Instant lastSeen) {

    /** More instances than hold one person's sockets at a time; the silent ones go first. */
    static final int MOST_LEASES = 64;

    Presence {
        leases = Collections.unmodifiableSortedMap(new TreeMap<>(leases));
        rooms = Collections.unmodifiableSortedSet(new TreeSet<>(rooms));
        closing = Collections.unmodifiableSortedMap(new TreeMap<>(closing));
    }

    /** What was decided: the presence after, and what there is to tell, in order. */
    record Settled(Presence presence, List<Happening> happenings) {}

    /** Somebody of whom nothing was known before the first lease. */
    static Presence of(User user, Lease first) {
        return new Presence(
                user, new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), first.sentAt());
    }

    boolean isOnline() {
        return !rooms.isEmpty();
    }

    /** Takes a lease in. One that came late or says nothing new changes nothing at all. */
    Presence accept(User from, Lease lease) {
        Lease known = leases.get(lease.instance());
        if (known != null && (lease.isOlderThan(known) || lease.repeats(known))) {
            return this;
        }
        var replaced = new TreeMap<>(leases);
        replaced.put(lease.instance(), lease);
        if (replaced.size() > MOST_LEASES) {
            replaced.values().stream()
                    .min(Comparator.comparing(Lease::expiresAt))
                    .ifPresent(oldest -> replaced.remove(oldest.instance()));
        }
        boolean isNewest = !lease.sentAt().isBefore(lastSeen);
        return new Presence(
                isNewest ? from : user,
                replaced,
                rooms,
                closing(replaced, lease.sentAt()),
                isNewest ? lease.sentAt() : lastSeen);
    }

    /**
     * Decides what is true at a time.
     *
     * @param time up to which all leases have been accepted; a later one may still come
     */
    Settled settle(Instant time, Duration grace) {
        Presence awake = withoutSilentLeases(time);
        SortedSet<UUID> opened = open(awake.leases);
        opened.removeAll(rooms);
        var left = new TreeMap<>(awake.closing);
        left.values().removeIf(closedAt -> closedAt.plus(grace).isAfter(time));
        var roomsAfter = new TreeSet<>(rooms);
        roomsAfter.addAll(opened);
        roomsAfter.removeAll(left.keySet());
        var closingAfter = new TreeMap<>(awake.closing);
        closingAfter.keySet().removeAll(left.keySet());
        var after = new Presence(user, awake.leases, roomsAfter, closingAfter, lastSeen);
        return new Settled(after, happenings(after, opened, left));
    }

    /** When time alone changes something; empty if it never will. */
    Optional<Instant> nextAt(Duration grace) {
        return Stream.concat(
                        leases.values().stream().map(Lease::expiresAt),
                        closing.values().stream().map(closedAt -> closedAt.plus(grace)))
                .min(Comparator.naturalOrder());
    }

    private List<Happening> happenings(
            Presence after, SortedSet<UUID> opened, SortedMap<UUID, Instant> left) {
        var happenings = new ArrayList<Happening>();
        if (!isOnline() && after.isOnline()) {
            happenings.add(new Happening(lastSeen, new PresenceEvent.UserCameOnline(user)));
        }
        for (UUID room : opened) {
            happenings.add(new Happening(lastSeen, new PresenceEvent.UserJoinedRoom(user, room)));
        }
        left.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(
                        entry ->
                                happenings.add(
                                        new Happening(
                                                entry.getValue(),
                                                new PresenceEvent.UserLeftRoom(
                                                        user, entry.getKey(), after.isOnline()))));
        if (isOnline() && !after.isOnline()) {
            happenings.add(
                    new Happening(
                            Collections.max(left.values()),
                            new PresenceEvent.UserWentOffline(user, lastSeen)));
        }
        return List.copyOf(happenings);
    }

    private Presence withoutSilentLeases(Instant time) {
        List<Lease> silent =
                leases.values().stream()
                        .filter(lease -> lease.isSilentAt(time))
                        .sorted(Comparator.comparing(Lease::expiresAt))
                        .toList();
        Presence awake = this;
        for (Lease lease : silent) {
            var remaining = new TreeMap<>(awake.leases);
            remaining.remove(lease.instance());
            awake =
                    new Presence(
                            user,
                            remaining,
                            rooms,
                            awake.closing(remaining, lease.expiresAt()),
                            lastSeen);
        }
        return awake;
    }

    /** The shown rooms that these leases do not hold open; those closed now are so since then. */
    private SortedMap<UUID, Instant> closing(SortedMap<String, Lease> byInstance, Instant since) {
        SortedSet<UUID> open = open(byInstance);
        var closed = new TreeMap<UUID, Instant>();
        for (UUID room : rooms) {
            if (!open.contains(room)) {
                closed.put(room, closing.getOrDefault(room, since));
            }
        }
        return closed;
    }

    private static SortedSet<UUID> open(SortedMap<String, Lease> byInstance) {
        var open = new TreeSet<UUID>();
        byInstance.values().forEach(lease -> open.addAll(lease.rooms()));
        return open;
    }
}
