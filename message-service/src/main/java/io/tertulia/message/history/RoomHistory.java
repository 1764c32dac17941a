package io.tertulia.message.history;

import io.tertulia.events.message.Message;
import io.tertulia.message.log.ChangeEntry;
import io.tertulia.message.log.ChangeType;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What was said and what happened in one room. */
final class RoomHistory {

    private final RoomLog log;
    private final MessageReader reader;

    RoomHistory(RoomLog log, MessageReader reader) {
        this.log = log;
        this.reader = reader;
    }

    /**
     * A stretch of a room's messages.
     *
     * @param count how many messages the room has in all
     * @param messages newest first
     * @param hasMore whether there are more on the side that was asked for
     */
    record Stretch(long count, List<Message> messages, boolean hasMore) {}

    /**
     * One thing that happened.
     *
     * @param message as it is now, at the change's place, as frames show it
     */
    record ChangeView(long seq, ChangeType type, Instant at, Message message) {}

    /**
     * What happened after a place.
     *
     * @param changes in order, without a hole
     * @param lastSeq the room's last place
     */
    record ChangesView(List<ChangeView> changes, long lastSeq, boolean hasMore) {}

    /** A page, counted from the newest message. */
    Stretch page(UUID room, long offset, int size) {
        long count = log.heads().find(room).lastNumber();
        return downFrom(room, count, count - offset, size);
    }

    /** The newest messages that were sent before a place. */
    Stretch before(UUID room, long seq, int limit) {
        RoomHead head = log.heads().find(room);
        long newest = seq > head.lastSeq() ? head.lastNumber() : numberAt(head, seq - 1);
        return downFrom(room, head.lastNumber(), newest, limit);
    }

    /** The oldest messages that were sent after a place. */
    Stretch after(UUID room, long seq, int limit) {
        RoomHead head = log.heads().find(room);
        if (seq >= head.lastSeq()) {
            return new Stretch(head.lastNumber(), List.of(), false);
        }
        long oldest = numberAt(head, seq) + 1;
        long newest = Math.min(oldest + limit - 1, head.lastNumber());
        return new Stretch(
                head.lastNumber(), messages(room, oldest, newest), newest < head.lastNumber());
    }

    private Stretch downFrom(UUID room, long count, long newest, int size) {
        long oldest = Math.max(newest - size + 1, 1);
        return new Stretch(count, messages(room, oldest, newest), oldest > 1 && newest > 0);
    }

    /** How many messages the room had at a place below its head. */
    private long numberAt(RoomHead head, long seq) {
        if (seq < 1) {
            return 0;
        }
        // Where all that ever happened is new messages, each place is a message's.
        return head.lastNumber() == head.lastSeq()
                ? seq
                : log.changes().entries(head.room(), seq, seq).stream()
                        .mapToLong(ChangeEntry::lastNumber)
                        .findFirst()
                        .orElse(0);
    }

    private List<Message> messages(UUID room, long oldest, long newest) {
        List<NumberInRoom> numbers =
                LongStream.rangeClosed(oldest, newest)
                        .mapToObj(number -> new NumberInRoom(room, number))
                        .toList();
        return reader.numbered(numbers).stream()
                .sorted(Comparator.comparingLong(Message::number).reversed())
                .toList();
    }

    /** What happened after a place, at most as much as the limit. */
    ChangesView changes(UUID room, long after, int limit) {
        long lastSeq = log.heads().find(room).lastSeq();
        long last = Math.min(after + limit, lastSeq);
        if (after < 0 || after >= lastSeq) {
            return new ChangesView(List.of(), lastSeq, false);
        }
        List<ChangeEntry> entries = log.changes().entries(room, after + 1, last);
        Map<Long, Message> messages =
                reader
                        .numbered(
                                entries.stream()
                                        .map(each -> new NumberInRoom(room, each.number()))
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Message::number, Function.identity()));
        List<ChangeView> views =
                entries.stream().map(each -> view(each, messages.get(each.number()))).toList();
        return new ChangesView(views, lastSeq, last < lastSeq);
    }

    private static ChangeView view(ChangeEntry entry, @Nullable Message message) {
        if (message == null) {
            // The head is raised after the messages are stored, so nothing below it is missing.
            throw new IllegalStateException("the message of a change is missing");
        }
        return new ChangeView(entry.seq(), entry.type(), entry.at(), message.at(entry.seq()));
    }
}
