package io.tertulia.realtime.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one poll brought, or two after a pause, by room. Each event loop works through it once; the
 * last one ends it.
 */
final class PollBatch {

    private final Map<UUID, RoomBatch> rooms = new LinkedHashMap<>();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicLong workNanos = new AtomicLong();
    private final List<Runnable> atEnd = new ArrayList<>(1);

    RoomBatch room(UUID room) {
        return rooms.computeIfAbsent(room, RoomBatch::new);
    }

    Collection<RoomBatch> rooms() {
        return rooms.values();
    }

    boolean isEmpty() {
        return rooms.isEmpty();
    }

    /** Something to be done once all loops are done with it. */
    void atEnd(Runnable action) {
        atEnd.add(action);
    }

    /** To be called before it is handed to so many loops. */
    void shareAmong(int loops) {
        rooms.values().forEach(RoomBatch::end);
        working.set(loops);
    }

    /**
     * One loop would have worked on it for so long, had each frame been a write of its own; to be
     * said before it is done. Whoever ends the batch sees the work of all: it counts down after
     * them, and atomics are as ordered as volatiles.
     */
    void addWork(long nanos) {
        workNanos.addAndGet(nanos);
    }

    /** How long the loops that are done with it would have worked on it together. */
    long workNanos() {
        return workNanos.get();
    }

    /** One loop is done with it. */
    void done() {
        if (working.decrementAndGet() == 0) {
            rooms.values().forEach(RoomBatch::release);
            atEnd.forEach(Runnable::run);
        }
    }
}
