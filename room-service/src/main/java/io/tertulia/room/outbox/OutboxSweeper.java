package io.tertulia.room.outbox;

import io.tertulia.room.store.RoomStore;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Finds rooms that a crash, a full queue or an outage has left with something pending: at start all
 * of them, later those that nobody has got to for a while.
 */
@Component
class OutboxSweeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSweeper.class);
    private static final int ROOMS_AT_ONCE = 500;

    private final RoomStore rooms;
    private final RoomOutbox outbox;
    private final RoomEventPublisher publisher;
    private final OutboxProperties properties;
    private final Clock clock;
    private Instant nextSweep = Instant.MIN;
    private boolean isFirst = true;
    private @Nullable ScheduledExecutorService executor;
    private @Nullable Future<?> sweeps;

    OutboxSweeper(
            RoomStore rooms,
            RoomOutbox outbox,
            RoomEventPublisher publisher,
            OutboxProperties properties,
            Clock clock) {
        this.rooms = rooms;
        this.outbox = outbox;
        this.publisher = publisher;
        this.properties = properties;
        this.clock = clock;
    }

    /** Sweeps if it is time to, or if something could not be published lately. */
    void maybeSweep() {
        Instant now = clock.instant();
        boolean wasBehind = outbox.wasBehind();
        if (!wasBehind && now.isBefore(nextSweep)) {
            return;
        }
        try {
            if (publisher.prepare()) {
                // Not by age then: another instance's clock may be ahead of ours.
                boolean isAll = wasBehind || isFirst;
                boolean hasFound = sweep(isAll ? Instant.MAX : now.minus(properties.grace()));
                // Where there was something, there may be more than one sweep takes.
                nextSweep = now.plus(hasFound ? properties.retryEvery() : properties.sweepEvery());
                isFirst = false;
            }
        } catch (RuntimeException e) {
            // Whatever it is, the database being away most of all: the schedule must go on.
            nextSweep = Instant.MIN;
            LOG.warn("The sweep for pending rooms failed and is tried again", e);
        }
    }

    private boolean sweep(Instant before) {
        var found = rooms.withPendingBefore(before, ROOMS_AT_ONCE);
        if (!found.isEmpty()) {
            LOG.info("{} rooms have events pending", found.size());
        }
        found.forEach(outbox::announce);
        return !found.isEmpty();
    }

    @Override
    public synchronized void start() {
        if (executor == null) {
            executor =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().name("room-outbox-sweeper").daemon().factory());
            // Off the starting thread: a Kafka that is away must not hold the start up.
            sweeps =
                    executor.scheduleWithFixedDelay(
                            this::maybeSweep,
                            0,
                            properties.retryEvery().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
            sweeps = null;
        }
    }

    /** Whether the schedule has ended by itself, which only an {@link Error} can make it do. */
    synchronized boolean isDead() {
        return sweeps != null && sweeps.isDone();
    }

    @Override
    public synchronized boolean isRunning() {
        return sweeps != null && !sweeps.isDone();
    }
}
