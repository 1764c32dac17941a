package io.tertulia.realtime.fanout;

import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which rooms have sockets here, and so which parts of the topics are to be read: a part is what a
 * partition holds of all topics keyed by room, or {@link #ALL_ROOM_EVENTS}. Sockets open and close
 * on many threads, commands ask on those of their sockets, the event reader on its own: the lock
 * guards the counts per part, is held for a few instructions, and never while a message is
 * delivered.
 */
final class Interest {

    /** The events of all rooms, for people who are to learn which rooms they come into. */
    static final int ALL_ROOM_EVENTS = Topics.PARTITIONS;

    static final int PARTS = Topics.PARTITIONS + 1;

    private final ConcurrentMap<UUID, Integer> socketsByRoom = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Integer> socketsByPerson = new ConcurrentHashMap<>();
    private final int[] socketsByPart = new int[PARTS];
    private final BitSet read = new BitSet();
    private final Map<Integer, List<CompletableFuture<Void>>> waiting = new HashMap<>();
    private Runnable onChange = () -> {};

    /** Says whom to tell when a part is wanted that is not read. */
    synchronized void onChange(Runnable action) {
        onChange = action;
    }

    /**
     * One more socket of the room.
     *
     * @return completes when everything published from then on will be read
     */
    CompletableFuture<Void> open(UUID room) {
        return open(Set.of(room));
    }

    /** One more socket of each of these rooms. */
    CompletableFuture<Void> open(Collection<UUID> rooms) {
        // The rooms are known before the parts are read, so that no event in between is skipped.
        rooms.forEach(room -> socketsByRoom.merge(room, 1, Integer::sum));
        return openParts(rooms.stream().mapToInt(RoomPartitions::of).toArray());
    }

    /** One more socket of all rooms of a person. */
    CompletableFuture<Void> openPerson(UUID user) {
        socketsByPerson.merge(user, 1, Integer::sum);
        return openParts(ALL_ROOM_EVENTS);
    }

    /** Completes when everything published from then on for an open room will be read. */
    CompletableFuture<Void> whenRead(UUID room) {
        int part = RoomPartitions.of(room);
        synchronized (this) {
            if (read.get(part)) {
                return CompletableFuture.completedFuture(null);
            }
            var inEffect = new CompletableFuture<Void>();
            waiting.computeIfAbsent(part, p -> new ArrayList<>()).add(inEffect);
            return inEffect;
        }
    }

    private CompletableFuture<Void> openParts(int... parts) {
        Runnable wake = () -> {};
        var unread = new HashMap<Integer, CompletableFuture<Void>>();
        synchronized (this) {
            for (int part : parts) {
                socketsByPart[part]++;
                if (!read.get(part) && !unread.containsKey(part)) {
                    var others = waiting.computeIfAbsent(part, p -> new ArrayList<>());
                    if (others.isEmpty() || socketsByPart[part] == 1) {
                        // For the others the reader has been woken already; and each time costs
                        // it a turn.
                        wake = onChange;
                    }
                    var inEffect = new CompletableFuture<Void>();
                    others.add(inEffect);
                    unread.put(part, inEffect);
                }
            }
        }
        wake.run();
        return CompletableFuture.allOf(unread.values().toArray(CompletableFuture[]::new));
    }

    /** One socket of the room less. */
    void close(UUID room) {
        close(Set.of(room));
    }

    /** One socket less of each of these rooms. */
    void close(Collection<UUID> rooms) {
        rooms.forEach(room -> lessen(socketsByRoom, room));
        synchronized (this) {
            rooms.forEach(room -> socketsByPart[RoomPartitions.of(room)]--);
        }
    }

    /** One socket of all rooms of a person less. */
    void closePerson(UUID user) {
        lessen(socketsByPerson, user);
        synchronized (this) {
            socketsByPart[ALL_ROOM_EVENTS]--;
        }
    }

    private static void lessen(ConcurrentMap<UUID, Integer> counts, UUID id) {
        counts.computeIfPresent(id, (same, sockets) -> sockets > 1 ? sockets - 1 : null);
    }

    /** Whether everything that is published from now on for a room with sockets will be read. */
    boolean isRead(UUID room) {
        int part = RoomPartitions.of(room);
        synchronized (this) {
            return read.get(part);
        }
    }

    boolean has(UUID room) {
        return socketsByRoom.containsKey(room);
    }

    /** How many sockets show the room. */
    int sockets(UUID room) {
        return socketsByRoom.getOrDefault(room, 0);
    }

    /** Whether the person has a socket of all rooms. */
    boolean hasPerson(UUID user) {
        return socketsByPerson.containsKey(user);
    }

    /** The parts that somebody needs. */
    synchronized BitSet wanted() {
        var wanted = new BitSet();
        for (int i = 0; i < socketsByPart.length; i++) {
            wanted.set(i, socketsByPart[i] > 0);
        }
        return wanted;
    }

    /** The parts from now on read; those who wait for one of them may go on. */
    void onRead(BitSet parts) {
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        synchronized (this) {
            parts.stream()
                    .forEach(
                            part -> {
                                read.set(part);
                                var done = waiting.remove(part);
                                ready.addAll(done == null ? List.of() : done);
                            });
        }
        ready.forEach(future -> future.complete(null));
    }

    /** Ends the reading of a part, unless a socket has opened meanwhile. */
    synchronized boolean drop(int part) {
        if (socketsByPart[part] > 0) {
            return false;
        }
        read.clear(part);
        waiting.remove(part);
        return true;
    }
}
