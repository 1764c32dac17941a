package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.history.Change;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The deletions among events read so far, in their order. What was deleted is erased once the topic
 * has told so: events of that message that come again after a crash may have no text from then on,
 * and not before.
 */
final class ToldDeletions {

    private final Set<UUID> messages = new HashSet<>();

    /** Takes note of an event. */
    void read(Change change) {
        if (change.type() == Change.Type.MESSAGE_DELETED) {
            messages.add(change.message());
        }
    }

    /** Whether an event has no text because its message was deleted before. */
    boolean explain(Change change) {
        return change.content() == 0 && messages.contains(change.message());
    }
}
