package io.tertulia.message.history;

import io.tertulia.events.message.Message;
import io.tertulia.message.log.HeadsCollection;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Merges the messages of many rooms, newest first. There is no index over all rooms to read it
 * from: it takes from each room's end as much as the page needs, a chunk at a time.
 */
final class Timeline {

    private static final int CHUNK = 20;

    private final HeadsCollection heads;
    private final MessageReader messages;

    Timeline(HeadsCollection heads, MessageReader messages) {
        this.heads = heads;
        this.messages = messages;
    }

    /** A room's messages from its end; at least one is loaded while there are any. */
    private static final class Cursor {
        private final UUID room;
        private final Deque<Message> loaded = new ArrayDeque<>();
        private long nextNumber;

        Cursor(Message newest) {
            room = newest.room();
            nextNumber = newest.number() - 1;
            loaded.add(newest);
        }

        Message newest() {
            return loaded.getFirst();
        }
    }

    /** A page of all that was said in these rooms. */
    RoomHistory.Stretch page(Collection<UUID> rooms, long offset, int size) {
        Collection<RoomHead> written = heads.find(rooms).values();
        long count = written.stream().mapToLong(RoomHead::lastNumber).sum();
        // The room breaks ties, so that pages neither repeat nor miss what was said at once.
        var cursors =
                new PriorityQueue<>(
                        Comparator.comparing((Cursor each) -> each.newest().createdAt())
                                .reversed()
                                .thenComparing(each -> each.room));
        messages.numbered(ends(written)).forEach(newest -> cursors.add(new Cursor(newest)));
        var page = new ArrayList<Message>(size);
        for (long i = 0; i < offset + size && !cursors.isEmpty(); i++) {
            Cursor cursor = cursors.remove();
            Message newest = cursor.loaded.removeFirst();
            if (i >= offset) {
                page.add(newest);
            }
            if (isNotAtItsEnd(cursor)) {
                cursors.add(cursor);
            }
        }
        return new RoomHistory.Stretch(count, page, offset + size < count);
    }

    private static List<NumberInRoom> ends(Collection<RoomHead> heads) {
        return heads.stream()
                .filter(head -> head.lastNumber() > 0)
                .map(head -> new NumberInRoom(head.room(), head.lastNumber()))
                .toList();
    }

    private boolean isNotAtItsEnd(Cursor cursor) {
        if (cursor.loaded.isEmpty() && cursor.nextNumber > 0) {
            long last = Math.max(1, cursor.nextNumber - CHUNK + 1);
            messages
                    .numbered(
                            LongStream.rangeClosed(last, cursor.nextNumber)
                                    .mapToObj(number -> new NumberInRoom(cursor.room, number))
                                    .toList())
                    .stream()
                    .sorted(Comparator.comparingLong(Message::number).reversed())
                    .forEach(cursor.loaded::add);
            cursor.nextNumber = last - 1;
        }
        return !cursor.loaded.isEmpty();
    }
}
