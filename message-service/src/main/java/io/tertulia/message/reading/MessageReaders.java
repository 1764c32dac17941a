package io.tertulia.message.reading;

import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.log.RoomUser;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells who has read a message. */
final class MessageReaders {

    private final ReadStore store;
    private final int most;

    /**
     * Makes one.
     *
     * @param most readers of one message that are looked at
     */
    MessageReaders(ReadStore store, int most) {
        this.store = store;
        this.most = most;
    }

    /** Somebody who has read a message, and when. */
    record Reader(UUID user, Instant readAt) {}

    /** All who have read a message but its sender, the first ones first. */
    List<Reader> of(Message message) {
        Map<UUID, Instant> times =
                new HashMap<>(store.reads().readersOf(message.room(), message.number(), most));
        store.pages()
                .readersOf(message.room(), message.number(), most)
                .forEach((user, at) -> times.merge(user, at, ReadRanges::earlier));
        times.remove(message.sender().id());
        return times.entrySet().stream()
                .map(each -> new Reader(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Reader::readAt).thenComparing(Reader::user))
                .limit(most)
                .toList();
    }

    /** These readers of a room with their names, by their id. */
    Map<UUID, User> named(UUID room, List<Reader> readers) {
        return store.reads()
                .readers(readers.stream().map(each -> new RoomUser(room, each.user())).toList());
    }
}
