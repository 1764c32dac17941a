package io.tertulia.message.reading;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A stretch of a room's numbers: the messages that one document of the archive is about. Pages of
 * the first level hold 1,024 numbers, those of each further level 1,024 times as many. A range goes
 * to the lowest level at which it touches two pages at most, so archiving it costs the same however
 * many messages it covers.
 *
 * @param level from 1
 * @param index from 0
 */
record PageName(int level, long index) {

    private static final int LEVELS = 3;
    private static final int BITS_A_LEVEL = 10;

    private static PageName of(int level, long number) {
        return new PageName(level, number >> (level * BITS_A_LEVEL));
    }

    /** The pages that a range goes to. */
    static List<PageName> of(ReadRange range) {
        int level =
                IntStream.range(1, LEVELS)
                        .filter(
                                each ->
                                        of(each, range.to()).index
                                                <= of(each, range.from()).index + 1)
                        .findFirst()
                        .orElse(LEVELS);
        return LongStream.rangeClosed(of(level, range.from()).index, of(level, range.to()).index)
                .mapToObj(index -> new PageName(level, index))
                .toList();
    }

    /** The pages that may tell about a message. */
    static List<PageName> around(long number) {
        return IntStream.rangeClosed(1, LEVELS).mapToObj(level -> of(level, number)).toList();
    }

    /** The part of a range that is on this page, which it touches. */
    ReadRange cut(ReadRange range) {
        int bits = level * BITS_A_LEVEL;
        return range.within(index << bits, ((index + 1) << bits) - 1);
    }

    /** For instance {@code 1:97}. */
    String text() {
        return level + ":" + index;
    }
}
