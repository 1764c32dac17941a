package io.tertulia.realtime.sockets;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All sockets of this instance, and the bounds on their number. Places are taken before a socket
 * opens and given back after it closed, by whatever thread; opening and closing are rare, so the
 * shared maps are no matter for those that send.
 */
public final class SocketRegistry {

    /** Whether one more socket may open. */
    public enum Admission {
        ADMITTED,
        INSTANCE_FULL,
        TOO_MANY_OF_USER
    }

    private final AtomicInteger places = new AtomicInteger();
    private final ConcurrentMap<UUID, Integer> placesByUser = new ConcurrentHashMap<>();
    private final Set<ChatSocket> sockets = ConcurrentHashMap.newKeySet();
    private final SocketProperties properties;

    public SocketRegistry(SocketProperties properties, MeterRegistry meters) {
        this.properties = properties;
        Gauge.builder("chat.realtime.sockets", sockets, Collection::size)
                .description("Open sockets")
                .register(meters);
    }

    /** Takes a place for a person's socket; whoever is admitted gives it back by {@link #leave}. */
    public Admission admit(UUID user) {
        if (places.incrementAndGet() > properties.maxSockets()) {
            places.decrementAndGet();
            return Admission.INSTANCE_FULL;
        }
        int own = placesByUser.merge(user, 1, Integer::sum);
        if (own > properties.maxSocketsPerUser()) {
            leave(user);
            return Admission.TOO_MANY_OF_USER;
        }
        return Admission.ADMITTED;
    }

    /** Gives a place back. */
    public void leave(UUID user) {
        places.decrementAndGet();
        placesByUser.computeIfPresent(user, (id, own) -> own > 1 ? own - 1 : null);
    }

    public void add(ChatSocket socket) {
        sockets.add(socket);
    }

    public void remove(ChatSocket socket) {
        sockets.remove(socket);
    }

    /** Those open now. */
    public List<ChatSocket> all() {
        return List.copyOf(sockets);
    }

    public int size() {
        return sockets.size();
    }
}
