package io.tertulia.message.writing;

import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.SendersCollection.Sent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that were written to last: their heads, and how much people have sent to them. It may
 * be used only while nobody else writes to them: whoever loses a partition or meets a conflict
 * forgets all. A wrong head does no harm but a refused insert; and while a room's head is right
 * nobody else has sent anything to it, so what was sent is kept and left with the head. For the
 * writer's thread only.
 */
final class RoomCache {

    /** A room with more senders than that is asked for them anew. */
    static final int MOST_SENDERS = 64;

    private final Map<UUID, CachedRoom> rooms;

    RoomCache(int most) {
        rooms =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<UUID, CachedRoom> eldest) {
                        return size() > most;
                    }
                };
    }

    private static final class CachedRoom {
        private final Map<UUID, Sent> sent = new HashMap<>();
        private @Nullable RoomHead head;
    }

    @Nullable RoomHead head(UUID room) {
        CachedRoom cached = rooms.get(room);
        return cached == null ? null : cached.head;
    }

    @Nullable Sent sent(RoomUser who) {
        CachedRoom cached = rooms.get(who.room());
        return cached == null ? null : cached.sent.get(who.user());
    }

    /** Keeps what a batch has left; all of it must be stored. */
    void remember(LogState state) {
        state.heads()
                .forEach(
                        (room, head) ->
                                rooms.computeIfAbsent(room, _ -> new CachedRoom()).head = head);
        state.sent().forEach(this::remember);
    }

    private void remember(RoomUser who, Sent sent) {
        CachedRoom cached = rooms.get(who.room());
        if (cached != null) {
            if (cached.sent.size() >= MOST_SENDERS && !cached.sent.containsKey(who.user())) {
                cached.sent.clear();
            }
            cached.sent.put(who.user(), sent);
        }
    }

    void forget() {
        rooms.clear();
    }
}
