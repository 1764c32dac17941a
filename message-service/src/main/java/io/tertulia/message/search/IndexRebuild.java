package io.tertulia.message.search;

import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.search.SearchCollection.Progress;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the index anew out of the room log, a batch at a time. What is said meanwhile comes by the
 * events, as ever: a room's last message is read from its head, and whatever is stored later is
 * published later. Several instances may do this at once and then do it twice, without harm.
 */
final class IndexRebuild {

    private final RoomLog log;
    private final SearchCollection collection;
    private final SearchIndex index;
    private final int batch;

    /**
     * @param batch messages that are read and indexed together
     */
    IndexRebuild(RoomLog log, SearchCollection collection, SearchIndex index, int batch) {
        this.log = log;
        this.collection = collection;
        this.index = index;
        this.batch = batch;
    }

    /**
     * Does the next batch, from where the last one ended, whichever instance did it.
     *
     * @return whether there may be more
     * @throws com.mongodb.MongoException if the batch must be done again
     */
    boolean advance() {
        Progress progress = collection.progress().orElse(new Progress(null, false));
        if (progress.isDone()) {
            return false;
        }
        List<NumberInRoom> next = after(progress.last());
        index.put(log.messages().byNumber(next));
        collection.save(
                next.isEmpty()
                        ? new Progress(progress.last(), true)
                        : new Progress(next.getLast(), false));
        return !next.isEmpty();
    }

    /** A head is only there for a room with a message, so a batch of heads fills a batch. */
    private List<NumberInRoom> after(@Nullable NumberInRoom last) {
        UUID room = last == null ? null : last.room();
        // One more head, since of the first room maybe nothing is left.
        return log.heads().from(room, batch + 1).stream()
                .flatMap(head -> numbers(head, last))
                .limit(batch)
                .toList();
    }

    private static Stream<NumberInRoom> numbers(RoomHead head, @Nullable NumberInRoom last) {
        long first = last == null || !last.room().equals(head.room()) ? 1 : last.number() + 1;
        return LongStream.rangeClosed(first, head.lastNumber())
                .mapToObj(number -> new NumberInRoom(head.room(), number));
    }
}
