package io.tertulia.message.writing;

import io.tertulia.message.log.RoomHead;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The heads of the rooms that were written to last. It may be used only while nobody else writes to
 * them: whoever loses a partition or meets a conflict forgets all. A wrong head does no harm but a
 * refused insert. For the writer's thread only.
 */
final class HeadCache {

    private final Map<UUID, RoomHead> heads;

    HeadCache(int most) {
        heads =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<UUID, RoomHead> eldest) {
                        return size() > most;
                    }
                };
    }

    @Nullable RoomHead get(UUID room) {
        return heads.get(room);
    }

    void remember(Map<UUID, RoomHead> known) {
        heads.putAll(known);
    }

    void forget() {
        heads.clear();
    }
}
