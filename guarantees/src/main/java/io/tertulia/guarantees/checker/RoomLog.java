package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.history.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A room's log as one participant read it, to be looked up by place and by message. */
final class RoomLog {

    private final List<Change> changes;
    private final Map<Long, Change> bySeq = new HashMap<>();
    private final Map<UUID, Change> sent = new HashMap<>();

    RoomLog(List<Change> changes) {
        this.changes = changes;
        for (Change change : changes) {
            bySeq.putIfAbsent(change.seq(), change);
            if (change.type() == Change.Type.MESSAGE) {
                sent.putIfAbsent(change.message(), change);
            }
        }
    }

    List<Change> changes() {
        return changes;
    }

    /** Null where the log has no such place. */
    @Nullable Change at(long seq) {
        return bySeq.get(seq);
    }

    /** The change that sent a message; null where it was never sent. */
    @Nullable Change sent(UUID message) {
        return sent.get(message);
    }

    long lastSeq() {
        return changes.isEmpty() ? 0 : changes.getLast().seq();
    }
}
