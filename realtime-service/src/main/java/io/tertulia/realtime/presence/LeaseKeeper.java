package io.tertulia.realtime.presence;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.realtime.kafka.EventPublisher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps one lease per person with sockets here: published at every change, renewed by heartbeat,
 * ended with the last socket or when the instance stops.
 *
 * <p>A person's leases are published from within {@link ConcurrentMap#compute}, which runs one at a
 * time per person, and publishing never blocks: so they enter the log in the order of the changes,
 * whichever event loops the person's sockets live on.
 */
public final class LeaseKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final EventCodec<ConnectionLease> CODEC = new EventCodec<>(Topics.CONNECTIONS);
    private static final long LONGEST_GOODBYE_SECONDS = 3;

    /** How often it is looked whose lease is to be renewed; so much later than due it may come. */
    private static final long LONGEST_BEAT_MILLIS = 100;

    private static final int BEATS_OF_A_HEARTBEAT = 4;

    /**
     * A person and how many sockets each room has; immutable, so that a heartbeat may read it.
     *
     * @param term of the lease that was published last
     */
    private record Held(User user, Map<UUID, Integer> socketsByRoom, LeaseTerm term) {

        Held with(Collection<UUID> rooms, int change) {
            var changed = new TreeMap<>(socketsByRoom);
            rooms.forEach(room -> changed.merge(room, change, Integer::sum));
            changed.values().removeIf(sockets -> sockets <= 0);
            return new Held(user, changed, term);
        }

        Held leased(LeaseTerm newer) {
            return new Held(user, socketsByRoom, newer);
        }

        Set<UUID> rooms() {
            return socketsByRoom.keySet();
        }
    }

    private final ConcurrentMap<UUID, Held> heldByUser = new ConcurrentHashMap<>();
    private final String instance = UUID.randomUUID().toString();
    private final EventPublisher publisher;
    private final PresenceProperties properties;
    private final Clock clock;
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lease-heartbeat").factory());
    private volatile boolean isRunning;

    LeaseKeeper(EventPublisher publisher, PresenceProperties properties, Clock clock) {
        this.publisher = publisher;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A socket opened, or shows rooms that it did not show before; to be called by whatever thread.
     */
    public void opened(User user, Collection<UUID> rooms) {
        heldByUser.compute(
                user.id(),
                (id, held) -> {
                    Held before = held == null ? new Held(user, Map.of(), LeaseTerm.NONE) : held;
                    return published(before, before.with(rooms, 1));
                });
    }

    /** To be called once for each room of each {@link #opened}. */
    public void closed(User user, Collection<UUID> rooms) {
        heldByUser.computeIfPresent(user.id(), (id, held) -> published(held, held.with(rooms, -1)));
    }

    /** Says what changed; nothing is held of who has no room open. */
    private @Nullable Held published(Held before, Held now) {
        Held leased = now.rooms().equals(before.rooms()) ? now : renewed(now);
        return leased.rooms().isEmpty() ? null : leased;
    }

    @Override
    public void start() {
        long often = properties.heartbeat().toMillis() / BEATS_OF_A_HEARTBEAT;
        long period = Math.clamp(often, 1, LONGEST_BEAT_MILLIS);
        var _ = heart.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
        isRunning = true;
    }

    /** Ends all leases and waits, bounded, until the broker has them. */
    @Override
    public void stop() {
        isRunning = false;
        heart.shutdownNow();
        List<CompletableFuture<Void>> goodbyes = new ArrayList<>();
        for (UUID user : heldByUser.keySet()) {
            Held held = heldByUser.remove(user);
            if (held != null) {
                goodbyes.add(publish(held.user(), Set.of(), properties.ttl().toMillis()));
            }
        }
        await(CompletableFuture.allOf(goodbyes.toArray(CompletableFuture[]::new)));
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return 20;
    }

    private void beat() {
        long now = clock.millis();
        // Within compute for the same reason as above: a renewal must not overtake an ending.
        heldByUser.forEach(
                (user, held) -> {
                    if (held.term().isOver(now)) {
                        heldByUser.computeIfPresent(user, (id, still) -> renewed(still));
                    }
                });
    }

    private Held renewed(Held held) {
        User user = held.user();
        var term = LeaseTerm.of(properties, heldByUser.size(), user.id(), clock.millis());
        var _ = publish(user, held.rooms(), term.ttl());
        return held.leased(term);
    }

    private CompletableFuture<Void> publish(User user, Set<UUID> rooms, long ttlMillis) {
        var lease = new ConnectionLease(instance, user, List.copyOf(rooms), ttlMillis);
        var envelope = new Envelope<>(UUID.randomUUID(), user.id(), 0, clock.instant(), lease);
        return publisher.publish(CODEC.encode(envelope)).whenComplete(LeaseKeeper::note);
    }

    private static void note(@Nullable Void published, @Nullable Throwable failure) {
        if (failure != null) {
            // The next heartbeat says the same again, and silence ends a lease.
            LOG.debug("A lease was not published: {}", failure.toString());
        }
    }

    private static void await(CompletableFuture<Void> goodbyes) {
        try {
            goodbyes.get(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Not all leases could be ended; they end by themselves: {}", e.toString());
        }
    }
}
