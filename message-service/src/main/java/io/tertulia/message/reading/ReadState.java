package io.tertulia.message.reading;

import io.tertulia.message.log.RoomUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What somebody has read in a room, as one value that is replaced as a whole.
 *
 * @param version grows by one with each change; {@link #NOT_STORED} and {@link #OLD_SHAPE} come
 *     before the first
 * @param count how many messages of others were read
 * @param upTo the number up to which all messages of others were read at once, or before
 * @param archivedTo the highest number of a range that is in the archive; 0 if none is
 * @param ranges what was read lately, in the order in which it was read
 */
record ReadState(
        RoomUser who,
        long version,
        long count,
        long upTo,
        long archivedTo,
        List<ReadRange> ranges) {

    /** The version of a state that is in no document yet. */
    static final long NOT_STORED = 0;

    /** The version of a state that was stored before there were versions. */
    static final long OLD_SHAPE = -1;

    ReadState {
        ranges = List.copyOf(ranges);
    }

    /** Of somebody who has read nothing. */
    static ReadState nothing(RoomUser who) {
        return new ReadState(who, NOT_STORED, 0, 0, 0, List.of());
    }

    /** Whether a message is known to be read without looking into the archive. */
    boolean covers(long number) {
        return number <= upTo || ranges.stream().anyMatch(range -> range.covers(number));
    }

    /** Those of these messages of which only the archive can tell whether they were read. */
    List<Long> doubtful(SortedSet<Long> numbers) {
        return numbers.headSet(archivedTo + 1).stream().filter(number -> !covers(number)).toList();
    }

    /**
     * Those of these messages that were not read.
     *
     * @param archive what the archive holds around those that are doubtful
     */
    SortedSet<Long> unread(SortedSet<Long> numbers, List<ReadRange> archive) {
        var unread = new TreeSet<Long>(numbers);
        unread.removeIf(
                number ->
                        covers(number) || archive.stream().anyMatch(range -> range.covers(number)));
        return unread;
    }

    /**
     * Now, or the time of the last range where clocks disagree: then the order of the ranges is the
     * order of their times, and the first one that covers a message tells when it was read.
     */
    Instant notBeforeTheLast(Instant now) {
        return ranges.isEmpty() || ranges.getLast().at().isBefore(now)
                ? now
                : ranges.getLast().at();
    }

    /** With some more messages of others, none of which was read. */
    ReadState with(SortedSet<Long> numbers, Instant at) {
        return next(count + numbers.size(), upTo, ReadRange.of(numbers, at));
    }

    /** With everything up to a number, which is not below what was read before. */
    ReadState upTo(long number, long newCount, Instant at) {
        return next(newCount, number, List.of(new ReadRange(upTo + 1, number, at)));
    }

    private ReadState next(long newCount, long newUpTo, List<ReadRange> added) {
        var all = new ArrayList<>(ranges);
        all.addAll(added);
        long next = Math.max(version, NOT_STORED) + 1;
        return new ReadState(who, next, newCount, newUpTo, archivedTo, all);
    }

    /** The oldest ranges, so many that half of the most remain; none up to the most. */
    List<ReadRange> surplus(int most) {
        return ranges.size() <= most ? List.of() : ranges.subList(0, ranges.size() - most / 2);
    }

    /** Without these oldest ranges, which are in the archive. */
    ReadState without(List<ReadRange> archived) {
        long highest = archived.stream().mapToLong(ReadRange::to).max().orElse(0);
        return new ReadState(
                who,
                version,
                count,
                upTo,
                Math.max(archivedTo, highest),
                ranges.subList(archived.size(), ranges.size()));
    }
}
