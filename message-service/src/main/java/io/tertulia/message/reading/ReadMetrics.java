package io.tertulia.message.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What operators see of what is read. The names are public: dashboards and alerts use them.
 *
 * <ul>
 *   <li>{@code chat.message.reads}: messages that were unread and are not any more
 *   <li>{@code chat.message.reads.conflicts}: met another one who marked for the same person; tried
 *       again
 *   <li>{@code chat.message.reads.malformed}: requests that nobody can read; worth an alert
 *   <li>{@code chat.message.reads.unpublished}: readings and answers that Kafka did not take; they
 *       are stored
 * </ul>
 */
final class ReadMetrics {

    private final Counter marked;
    private final Counter conflicts;
    private final Counter malformed;
    private final Counter unpublished;

    ReadMetrics(MeterRegistry registry) {
        marked = registry.counter("chat.message.reads");
        conflicts = registry.counter("chat.message.reads.conflicts");
        malformed = registry.counter("chat.message.reads.malformed");
        unpublished = registry.counter("chat.message.reads.unpublished");
    }

    void marked(long messages) {
        marked.increment((double) messages);
    }

    void lost(int states) {
        conflicts.increment(states);
    }

    void malformed() {
        malformed.increment();
    }

    void unpublished(int records) {
        unpublished.increment(records);
    }
}
