package io.tertulia.realtime.fanout;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What one poll brought, by room. Each event loop works through it once; the last one ends it. */
final class PollBatch {

    private final Map<UUID, RoomBatch> rooms = new LinkedHashMap<>();
    private final AtomicInteger working = new AtomicInteger();
    private Runnable atEnd = () -> {};

    RoomBatch room(UUID room) {
        return rooms.computeIfAbsent(room, RoomBatch::new);
    }

    Collection<RoomBatch> rooms() {
        return rooms.values();
    }

    boolean isEmpty() {
        return rooms.isEmpty();
    }

    /** To be called before it is handed to so many loops. */
    void shareAmong(int loops, Runnable whenAllAreDone) {
        atEnd = whenAllAreDone;
        working.set(loops);
    }

    /** One loop is done with it. */
    void done() {
        if (working.decrementAndGet() == 0) {
            rooms.values().forEach(RoomBatch::release);
            atEnd.run();
        }
    }
}
