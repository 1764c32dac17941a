package io.tertulia.message.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How far the search is behind the writer: gauge {@code chat.message.search.lag}, the age in
 * seconds of the oldest change that this instance is about to index, 0 while there is none. It
 * grows for as long as a batch fails.
 */
final class SearchLag {

    private static final double MILLIS = 1_000;

    private final Clock clock;
    private final AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();

    SearchLag(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        Gauge.builder("chat.message.search.lag", this, SearchLag::seconds)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** Changes are at work of which the oldest was decided then. */
    void begin(Instant decidedAt) {
        oldest.set(decidedAt);
    }

    /** They are indexed, or are another instance's work from now on. */
    void end() {
        oldest.set(null);
    }

    double seconds() {
        Instant since = oldest.get();
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / MILLIS);
    }
}
