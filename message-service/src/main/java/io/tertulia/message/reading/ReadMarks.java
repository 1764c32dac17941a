package io.tertulia.message.reading;

import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.SendersCollection.Sent;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Marks rooms as read and counts what is unread. One's own messages are never unread: they are left
 * out by subtracting how many one has sent, so that counting costs the same however much was
 * missed.
 */
final class ReadMarks {

    private final RoomLog log;
    private final ReadsCollection reads;
    private final Clock clock;

    ReadMarks(RoomLog log, ReadsCollection reads, Clock clock) {
        this.log = log;
        this.reads = reads;
        this.clock = clock;
    }

    /** Marks all that a room shows now as read, and says how much of it was not before. */
    long markAll(RoomUser who) {
        long last = log.heads().find(who.room()).lastNumber();
        Watermark before = reads.find(List.of(who)).getOrDefault(who, Watermark.NOTHING);
        if (last <= before.number()) {
            return 0;
        }
        var after = new Watermark(last, ownUpTo(who, last));
        reads.raise(who, after, clock.instant());
        return before.othersUpTo(after);
    }

    /**
     * How many of a room's first messages somebody has sent. What was sent since is counted one by
     * one and taken off: it is what one person sends between two queries.
     */
    private long ownUpTo(RoomUser who, long last) {
        Sent sent = log.senders().find(List.of(who)).getOrDefault(who, Sent.NOTHING);
        List<NumberInRoom> since =
                LongStream.rangeClosed(last + 1, sent.lastNumber())
                        .mapToObj(number -> new NumberInRoom(who.room(), number))
                        .toList();
        return sent.count()
                - log.messages().byNumber(since).stream()
                        .filter(each -> each.message().sender().id().equals(who.user()))
                        .count();
    }

    /** How many messages of others each of these rooms has that somebody has not read. */
    Map<UUID, Long> unread(UUID user, Collection<RoomHead> heads) {
        List<RoomUser> keys = heads.stream().map(head -> new RoomUser(head.room(), user)).toList();
        Map<RoomUser, Watermark> read = reads.find(keys);
        Map<RoomUser, Sent> sent = log.senders().find(keys);
        var unread = new HashMap<UUID, Long>();
        for (RoomHead head : heads) {
            var key = new RoomUser(head.room(), user);
            var all =
                    new Watermark(head.lastNumber(), sent.getOrDefault(key, Sent.NOTHING).count());
            unread.put(head.room(), read.getOrDefault(key, Watermark.NOTHING).othersUpTo(all));
        }
        return unread;
    }
}
