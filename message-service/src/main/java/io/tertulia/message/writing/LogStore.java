package io.tertulia.message.writing;

import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageType;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ChangeType;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The writes of a batch, one method a step, to be called in the order in which they stand here. All
 * but {@link #append} may be repeated at will. Not final so that tests can let a process die
 * between any two steps.
 */
class LogStore {

    private final RoomLog log;

    LogStore(RoomLog log) {
        this.log = log;
    }

    /**
     * Appends new changes; see {@link io.tertulia.message.log.ChangesCollection#append}.
     *
     * @throws io.tertulia.message.log.LogConflict if another writer was there first
     */
    void append(List<Change> changes) {
        log.changes().append(changes);
    }

    /**
     * Brings all that hangs on changes to at least what they say; in the changes' order within each
     * collection, and in the collections at the same time: none is read before the heads are
     * raised.
     */
    void putEffects(List<Change> changes) {
        // Another thread costs more than finding that there is nothing to do.
        var beside = new ArrayList<Runnable>();
        if (hasAny(ChangeType.MESSAGE, changes)) {
            beside.add(() -> putSenders(changes));
        }
        if (hasAny(ChangeType.REACTION, changes)) {
            beside.add(() -> putReactions(changes));
        }
        Together.all(
                () -> {
                    putMessages(changes);
                    // Very few batches have any.
                    putUploads(changes);
                },
                beside.toArray(Runnable[]::new));
    }

    private static boolean hasAny(ChangeType type, List<Change> changes) {
        return changes.stream().anyMatch(change -> change.type() == type);
    }

    private void putMessages(List<Change> changes) {
        // States are whole, so of several changes of one thing only the last needs to be written.
        Map<Object, LoggedMessage> messages = new LinkedHashMap<>();
        changes.forEach(change -> messages.put(change.after().id(), change.logged()));
        log.messages().put(messages.values());
    }

    private void putSenders(List<Change> changes) {
        log.senders()
                .put(
                        last(
                                changes,
                                change -> change.type() == ChangeType.MESSAGE,
                                change -> new RoomUser(change.room(), change.cause().by())));
    }

    private void putReactions(List<Change> changes) {
        log.reactions()
                .put(
                        last(
                                changes,
                                change -> change.type() == ChangeType.REACTION,
                                change -> List.of(change.after().id(), change.cause().by())));
    }

    /** In this order: a batch may send a picture and delete it again. */
    private void putUploads(List<Change> changes) {
        log.uploads()
                .markSent(
                        changes.stream()
                                .filter(change -> change.type() == ChangeType.MESSAGE)
                                .toList());
        // Only these types have an attachment; the deleted message does not show it any more.
        log.uploads()
                .doomOf(
                        changes.stream()
                                .filter(change -> change.type() == ChangeType.MESSAGE_DELETED)
                                .map(Change::after)
                                .filter(message -> message.messageType() != MessageType.TEXT)
                                .map(Message::id)
                                .toList());
    }

    /** Raises heads to at least these: what lies below them can be read from now on. */
    void raise(Collection<RoomHead> heads) {
        log.heads().raise(heads);
    }

    /** From where partitions are read again after a crash. */
    void advance(Collection<LogOffset> positions) {
        log.positions().advance(positions);
    }

    private static Collection<Change> last(
            List<Change> changes, Predicate<Change> filter, Function<Change, Object> key) {
        Map<Object, Change> last = new LinkedHashMap<>();
        changes.stream().filter(filter).forEach(change -> last.put(key.apply(change), change));
        return last.values();
    }
}
