package io.tertulia.message.reading;

import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.SendersCollection.Sent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Counts the messages of others in a room: all of them but one's own, of which the log keeps count.
 * So counting costs the same however many there are.
 */
final class OthersCounter {

    private final RoomLog log;

    OthersCounter(RoomLog log) {
        this.log = log;
    }

    /** The end of a room for somebody, with the exact number of messages of others up to it. */
    ReadLedger.End end(RoomUser who) {
        RoomHead head = log.heads().find(who.room());
        long last = head.lastNumber();
        return new ReadLedger.End(head.lastSeq(), last, last - ownUpTo(who, last));
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
                - log.messages().placesByNumber(since).stream()
                        .filter(each -> each.sender().equals(who.user()))
                        .count();
    }

    /** How many messages of others each of these rooms has, up to these heads or a little less. */
    Map<RoomUser, Long> counts(UUID user, Collection<RoomHead> heads) {
        Map<RoomUser, Sent> sent =
                log.senders()
                        .find(heads.stream().map(head -> new RoomUser(head.room(), user)).toList());
        var counts = new HashMap<RoomUser, Long>();
        for (RoomHead head : heads) {
            var who = new RoomUser(head.room(), user);
            counts.put(who, head.lastNumber() - sent.getOrDefault(who, Sent.NOTHING).count());
        }
        return counts;
    }
}
