package io.tertulia.message.writing;

import io.tertulia.events.Envelope;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.LogConflict;
import io.tertulia.message.log.RoomHead;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, stores, publishes and answers one batch; see the package for why in this order. Trying a
 * batch again after any failure is always right. For the writer's thread only.
 */
final class BatchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    /** More than a few conflicts in a row mean that another writer is busy on the same rooms. */
    private static final int ATTEMPTS = 3;

    private final StateLoader loader;
    private final LogStore store;
    private final LogPublisher publisher;
    private final Clock clock;
    private final WriterMetrics metrics;

    BatchWriter(
            StateLoader loader,
            LogStore store,
            LogPublisher publisher,
            Clock clock,
            WriterMetrics metrics) {
        this.loader = loader;
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
        this.metrics = metrics;
    }

    private record Decided(Arrival.Incoming incoming, Decision decision) {}

    private record Outcome(List<Decided> decided, List<Arrival.Poison> poison) {

        /** What is new and has to go through the gate. */
        List<Change> fresh() {
            return decided.stream()
                    .map(Decided::decision)
                    .filter(Decision.Changed.class::isInstance)
                    .map(decision -> ((Decision.Changed) decision).change())
                    .toList();
        }

        /** What is new and what a process that died may have left half done. */
        List<Change> effects() {
            // By place: a replay may come after something that was refused before and is new now.
            return decided.stream()
                    .map(Decided::decision)
                    .mapMulti(Outcome::effect)
                    .sorted(Comparator.comparingLong(Change::seq))
                    .toList();
        }

        boolean isRefusing() {
            return decided.stream().anyMatch(it -> it.decision() instanceof Decision.Refused);
        }

        private static void effect(Decision decision, Consumer<Change> consumer) {
            switch (decision) {
                case Decision.Changed changed -> consumer.accept(changed.change());
                case Decision.Replayed replayed -> consumer.accept(replayed.change());
                case Decision.Unchanged _,
                        Decision.Refused _,
                        Decision.Passed _,
                        Decision.Alive _ -> {}
            }
        }
    }

    /**
     * Does all that a batch asks for. When it returns, everything is stored and published.
     *
     * @throws RuntimeException if something is away, or if another writer is always first; then the
     *     batch must be tried again before anything that follows it
     */
    void write(Batch batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                writeOnce(batch);
                return;
            } catch (LogConflict e) {
                loader.forget();
                metrics.conflict();
                LOG.info("Another writer was first (attempt {}); deciding again", attempt);
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (RuntimeException e) {
                // Nobody knows what was stored before it failed.
                loader.forget();
                throw e;
            }
        }
    }

    /** To be called when partitions are lost: others write to their rooms from now on. */
    void forget() {
        loader.forget();
    }

    private void writeOnce(Batch batch) {
        LogState state = loader.load(commands(batch));
        Outcome outcome = decide(batch, state);
        List<Change> effects = outcome.effects();
        store.append(outcome.fresh());
        store.putEffects(effects);
        store.raise(heads(effects));
        loader.remember(state);
        publisher.publishEvents(effects);
        publisher.publishDead(outcome.poison());
        if (outcome.isRefusing()) {
            // A refusal leaves no trace by which a replay would know it, so whoever is told of one
            // must find it settled: decided again it might be allowed.
            store.advance(batch.nexts());
        }
        reply(outcome.decided());
        outcome.decided().forEach(each -> metrics.decided(each.decision()));
        metrics.batch(batch.arrivals().size(), outcome.poison().size());
    }

    private static List<MessageCommand> commands(Batch batch) {
        return batch.arrivals().stream()
                .filter(Arrival.Incoming.class::isInstance)
                .map(arrival -> ((Arrival.Incoming) arrival).command())
                .toList();
    }

    private Outcome decide(Batch batch, LogState state) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var decided = new ArrayList<Decided>();
        var poison = new ArrayList<Arrival.Poison>();
        for (Arrival arrival : batch.arrivals()) {
            switch (arrival) {
                case Arrival.Poison dead -> poison.add(dead);
                case Arrival.Incoming incoming -> {
                    try {
                        decided.add(new Decided(incoming, decide(incoming, state, now)));
                    } catch (RuntimeException e) {
                        // Deciding depends on nothing outside: it would fail for ever, and stop
                        // everybody else in the partition.
                        LOG.error("A command cannot be decided at {}", incoming.origin(), e);
                        poison.add(
                                new Arrival.Poison(
                                        incoming.record(), incoming.epoch(), e.toString()));
                    }
                }
            }
        }
        return new Outcome(decided, poison);
    }

    private static Decision decide(Arrival.Incoming incoming, LogState state, Instant now) {
        Decision decision = Decider.decide(state, incoming.command(), incoming.origin(), now);
        if (decision instanceof Decision.Changed changed) {
            state.apply(changed.change());
        }
        return decision;
    }

    private static List<RoomHead> heads(List<Change> effects) {
        Map<UUID, RoomHead> heads = new LinkedHashMap<>();
        effects.forEach(change -> heads.put(change.room(), change.head()));
        return List.copyOf(heads.values());
    }

    private void reply(List<Decided> decided) {
        long deadline = publisher.deadline();
        for (Decided each : decided) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("Kafka does not take the replies in time; who gets none asks again");
                return;
            }
            reply(each);
        }
    }

    private void reply(Decided each) {
        MessageCommand command = each.incoming().command();
        CommandReply reply = each.decision().reply();
        if (reply == null) {
            return;
        }
        publisher
                .address(each.incoming().record())
                .filter(address -> !(address.readsEvents() && each.decision().isPublished()))
                .ifPresent(
                        address ->
                                publisher.reply(
                                        address,
                                        new Envelope<>(
                                                command.id(),
                                                command.room(),
                                                0,
                                                clock.instant(),
                                                reply)));
    }
}
