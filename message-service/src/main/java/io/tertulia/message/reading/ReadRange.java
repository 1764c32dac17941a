package io.tertulia.message.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Messages of a room that somebody marked as read in one go. One that an earlier range covers too
 * was read then, and one's own messages are never meant.
 *
 * @param from the number of the first message
 * @param to the number of the last one
 * @param at in whole milliseconds
 */
record ReadRange(long from, long to, Instant at) {

    boolean covers(long number) {
        return from <= number && number <= to;
    }

    /** The part of it between two numbers that it touches. */
    ReadRange within(long first, long last) {
        return new ReadRange(Math.max(from, first), Math.min(to, last), at);
    }

    /** The fewest ranges that cover these numbers and no others. */
    static List<ReadRange> of(SortedSet<Long> numbers, Instant at) {
        var ranges = new ArrayList<ReadRange>();
        long from = 0;
        long to = -1;
        for (long number : numbers) {
            if (number != to + 1) {
                if (from <= to) {
                    ranges.add(new ReadRange(from, to, at));
                }
                from = number;
            }
            to = number;
        }
        if (from <= to) {
            ranges.add(new ReadRange(from, to, at));
        }
        return ranges;
    }
}
