package io.tertulia.room.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes what is pending soon after it was committed. Each room belongs to one stripe, a single
 * thread with a bounded queue, so this instance never publishes a room twice at the same time. A
 * room that finds the queue full stays pending and is the sweeper's.
 */
@Component
public class RoomOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(RoomOutbox.class);
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(3);

    private final RoomDrain drain;
    private final int entriesPerRoom;
    private final List<ExecutorService> stripes;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isBehind = new AtomicBoolean();
    private final Counter failures;

    RoomOutbox(RoomDrain drain, OutboxProperties properties, MeterRegistry meters) {
        this.drain = drain;
        this.entriesPerRoom = properties.entriesPerRoom();
        this.stripes =
                IntStream.range(0, properties.stripes())
                        .mapToObj(stripe -> stripe(stripe, properties.queue()))
                        .toList();
        this.failures =
                Counter.builder("chat.room.outbox.failures")
                        .description("Attempts to publish a room's events that did not succeed")
                        .register(meters);
    }

    /** How many entries may be pending in a room before further changes of it have to wait. */
    public int entriesPerRoom() {
        return entriesPerRoom;
    }

    /** Has a room's pending events published soon, and returns at once. */
    public void announce(UUID room) {
        // The task takes the room off the set before it reads the room's document, so a change
        // committed before this call is seen by that task or by the one queued here.
        if (!waiting.add(room)) {
            return;
        }
        try {
            stripes.get(Math.floorMod(room.hashCode(), stripes.size()))
                    .execute(() -> publish(room));
        } catch (RejectedExecutionException e) {
            waiting.remove(room);
            isBehind.set(true);
        }
    }

    /**
     * Publishes a room's pending events now, on the caller's thread. Beside the room's stripe this
     * may publish an event twice, as another instance may.
     *
     * @return whether there is place for further changes
     */
    public boolean relieve(UUID room) {
        for (int round = 0; round < entriesPerRoom; round++) {
            switch (drain.drain(room)) {
                case NOTHING -> {
                    return true;
                }
                case STUCK -> {
                    failures.increment();
                    isBehind.set(true);
                    return false;
                }
                case SOMETHING -> {}
            }
        }
        return true;
    }

    /** Whether something could not be published since this was last asked. */
    boolean wasBehind() {
        return isBehind.getAndSet(false);
    }

    private void publish(UUID room) {
        waiting.remove(room);
        try {
            switch (drain.drain(room)) {
                case NOTHING -> {}
                case SOMETHING -> announce(room);
                case STUCK -> {
                    failures.increment();
                    isBehind.set(true);
                }
            }
        } catch (RuntimeException e) {
            // Whatever it is, the database being away most of all: the room stays pending, and the
            // stripe goes on with the next.
            LOG.warn("Room {} has events pending", room, e);
            failures.increment();
            isBehind.set(true);
        }
    }

    /** Publishes what is queued, as far as a short time allows; the rest stays pending. */
    @PreDestroy
    void close() {
        stripes.forEach(ExecutorService::shutdown);
        long deadline = System.nanoTime() + SHUTDOWN_PATIENCE.toNanos();
        for (ExecutorService stripe : stripes) {
            try {
                if (!stripe.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    stripe.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ExecutorService stripe(int number, int queue) {
        var factory = Thread.ofPlatform().name("room-outbox-" + number).daemon().factory();
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), factory);
    }
}
