package io.tertulia.identity.tokens;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time in which one key signs. Periods are counted from the epoch, so that every
 * instance names the same period at the same time without asking the others.
 *
 * @param start inclusive
 * @param end exclusive
 */
record KeyPeriod(Instant start, Instant end) {

    /** By how much the clocks of two instances may differ. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final Duration LONGEST_LEAD = Duration.ofHours(1);

    /** The period that a moment falls into. */
    static KeyPeriod at(Instant now, Duration rotation) {
        long seconds = rotation.toSeconds();
        long start = Math.floorDiv(now.getEpochSecond(), seconds) * seconds;
        return new KeyPeriod(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + seconds));
    }

    KeyPeriod next() {
        return new KeyPeriod(end, end.plus(length()));
    }

    /**
     * Whether the next period's key must exist already. It is published before it signs: whoever
     * caches the public keys has it by then, and an instance whose clock is behind knows it too.
     */
    boolean isNextDue(Instant now) {
        Duration quarter = length().dividedBy(4);
        Duration lead = quarter.compareTo(LONGEST_LEAD) < 0 ? quarter : LONGEST_LEAD;
        return !now.isBefore(end.minus(lead));
    }

    /** Holds the length too: a changed rotation must not reuse a key made for a shorter time. */
    String id() {
        return start.getEpochSecond() + "-" + length().toSeconds();
    }

    private Duration length() {
        return Duration.between(start, end);
    }
}
