package io.tertulia.message.reading;

import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Counts what is unread: the messages of others less those of them that were read. */
final class UnreadCounter {

    private final OthersCounter others;
    private final ReadStore store;

    UnreadCounter(OthersCounter others, ReadStore store) {
        this.others = others;
        this.store = store;
    }

    /** How many messages of others each of these rooms has that somebody has not read. */
    Map<UUID, Long> unread(UUID user, Collection<RoomHead> heads) {
        Map<RoomUser, Long> read =
                store.counts(heads.stream().map(head -> new RoomUser(head.room(), user)).toList());
        var unread = new HashMap<UUID, Long>();
        others.counts(user, heads)
                .forEach(
                        (who, count) ->
                                unread.put(
                                        who.room(),
                                        Math.max(0, count - read.getOrDefault(who, 0L))));
        return unread;
    }
}
