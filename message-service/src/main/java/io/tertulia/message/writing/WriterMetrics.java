package io.tertulia.message.writing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What operators see of the writer. The names are public: dashboards and alerts use them.
 *
 * <ul>
 *   <li>{@code chat.message.commands} by {@code outcome}: changed, replayed, unchanged, refused,
 *       passed, alive
 *   <li>{@code chat.message.commands.dead}: put aside; worth an alert
 *   <li>{@code chat.message.conflicts}: met another writer; more than a few at a rebalance are
 *       worth a look
 *   <li>{@code chat.message.retries}: a batch failed and is tried again
 *   <li>{@code chat.message.batch}: commands in a batch
 * </ul>
 */
final class WriterMetrics {

    private final MeterRegistry registry;
    private final Counter dead;
    private final Counter conflicts;
    private final Counter retries;
    private final DistributionSummary batches;

    WriterMetrics(MeterRegistry registry) {
        this.registry = registry;
        dead = registry.counter("chat.message.commands.dead");
        conflicts = registry.counter("chat.message.conflicts");
        retries = registry.counter("chat.message.retries");
        batches = registry.summary("chat.message.batch");
    }

    void decided(Decision decision) {
        registry.counter("chat.message.commands", "outcome", decision.outcome()).increment();
    }

    void batch(int commands, int poisoned) {
        batches.record(commands);
        dead.increment(poisoned);
    }

    void conflict() {
        conflicts.increment();
    }

    void retry() {
        retries.increment();
    }
}
