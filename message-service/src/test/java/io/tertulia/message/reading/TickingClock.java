package io.tertulia.message.reading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to go on. */
final class TickingClock extends Clock {

    private volatile Instant now = Instant.parse("2026-11-05T18:00:00Z");

    /** Goes on, or back, and says what time it is then; for one thread only. */
    Instant tick(Duration by) {
        Instant then = now.plus(by);
        now = then;
        return then;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
