package io.tertulia.message.log;

/**
 * A record's place in the topic of commands. Two deliveries of one record have the same place.
 *
 * @param epoch which run of offsets this is: a topic that was made anew, or that lost its end,
 *     gives the same offsets to other records, and these must not be taken for the old ones
 */
public record LogOffset(String epoch, int partition, long offset) {

    /** Whether a record stands before another one; of different epochs nobody can tell. */
    public boolean isBefore(LogOffset other) {
        return epoch.equals(other.epoch) && partition == other.partition && offset < other.offset;
    }

    /** The place behind this one. */
    public LogOffset next() {
        return new LogOffset(epoch, partition, offset + 1);
    }
}
