package io.tertulia.realtime.fanout;

import io.tertulia.events.Topics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which rooms have sockets here, and so which partitions are to be read. Sockets open and close on
 * many threads, the event reader asks on its own: the lock guards the counts per partition, is held
 * for a few instructions, and never while a message is delivered.
 */
final class Interest {

    private final Map<UUID, Integer> socketsByRoom = new ConcurrentHashMap<>();
    private final int[] socketsByPartition = new int[Topics.PARTITIONS];
    private final BitSet read = new BitSet();
    private final Map<Integer, List<CompletableFuture<Void>>> waiting = new HashMap<>();
    private Runnable onChange = () -> {};

    /** Says whom to tell when a partition is wanted that is not read. */
    synchronized void onChange(Runnable action) {
        onChange = action;
    }

    /**
     * One more socket of the room.
     *
     * @return completes when everything published from then on will be read
     */
    CompletableFuture<Void> open(UUID room) {
        // The room is known before the partition is read, so that no event in between is skipped.
        socketsByRoom.merge(room, 1, Integer::sum);
        int partition = RoomPartitions.of(room);
        Runnable wake = () -> {};
        var inEffect = new CompletableFuture<Void>();
        synchronized (this) {
            socketsByPartition[partition]++;
            if (read.get(partition)) {
                return CompletableFuture.completedFuture(null);
            }
            var others = waiting.computeIfAbsent(partition, p -> new ArrayList<>());
            if (others.isEmpty() || socketsByPartition[partition] == 1) {
                // For the others the reader has been woken already; and each time costs it a turn.
                wake = onChange;
            }
            others.add(inEffect);
        }
        wake.run();
        return inEffect;
    }

    /** One socket of the room less. */
    void close(UUID room) {
        socketsByRoom.computeIfPresent(room, (id, sockets) -> sockets > 1 ? sockets - 1 : null);
        synchronized (this) {
            socketsByPartition[RoomPartitions.of(room)]--;
        }
    }

    boolean has(UUID room) {
        return socketsByRoom.containsKey(room);
    }

    /** The partitions of rooms with sockets. */
    synchronized BitSet wanted() {
        var wanted = new BitSet();
        for (int i = 0; i < socketsByPartition.length; i++) {
            wanted.set(i, socketsByPartition[i] > 0);
        }
        return wanted;
    }

    /** The partitions from now on read; those who wait for one of them may go on. */
    void onRead(BitSet partitions) {
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        synchronized (this) {
            partitions.stream()
                    .forEach(
                            partition -> {
                                read.set(partition);
                                var done = waiting.remove(partition);
                                ready.addAll(done == null ? List.of() : done);
                            });
        }
        ready.forEach(future -> future.complete(null));
    }

    /** Ends the reading of a partition, unless a socket has opened meanwhile. */
    synchronized boolean drop(int partition) {
        if (socketsByPartition[partition] > 0) {
            return false;
        }
        read.clear(partition);
        waiting.remove(partition);
        return true;
    }
}
