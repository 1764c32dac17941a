package io.tertulia.message.reading;

import com.mongodb.client.MongoDatabase;
import io.tertulia.message.log.RoomUser;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each has read, as it is stored: the states and the archive behind them. Not final so that
 * tests can let a process die between its two writes.
 */
class ReadStore {

    private final ReadsCollection reads;
    private final ReadPagesCollection pages;

    /** Creates the indexes where they are missing. */
    ReadStore(MongoDatabase database) {
        reads = new ReadsCollection(database);
        pages = new ReadPagesCollection(database);
    }

    /** The states of those of these people who have read something. */
    Map<RoomUser, ReadState> find(Collection<RoomUser> people) {
        return reads.find(people);
    }

    /** How many messages of others those of these people have read who have read something. */
    Map<RoomUser, Long> counts(Collection<RoomUser> people) {
        return reads.counts(people);
    }

    /** What the archive holds on the pages around these messages. */
    Map<RoomUser, List<ReadRange>> archived(Map<RoomUser, ? extends Collection<Long>> numbers) {
        return pages.around(numbers);
    }

    /**
     * Archives ranges that are in stored states: a fact may be told twice, so it does not matter
     * whether the states then lose them, nor how many do this at once.
     */
    void archive(Map<RoomUser, List<ReadRange>> surplus) {
        pages.add(surplus);
    }

    /** Replaces states; see {@link ReadsCollection#replace}. */
    Set<RoomUser> replace(List<ReadsCollection.Replacement> replacements) {
        return reads.replace(replacements);
    }

    ReadsCollection reads() {
        return reads;
    }

    ReadPagesCollection pages() {
        return pages;
    }
}
