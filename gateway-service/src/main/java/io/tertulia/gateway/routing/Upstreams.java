package io.tertulia.gateway.routing;

import io.tertulia.gateway.problems.Refusal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The instances of every service, and in which order to try them. Health is learnt from the
 * requests themselves: an instance that refuses a connection is tried last for a while, and so is
 * one that a request finds sick. No poll is needed for that, since finding out costs one refused
 * connection and no request.
 */
@Component
public final class Upstreams {

    private static final Logger LOG = LoggerFactory.getLogger(Upstreams.class);

    /** What to do after a failure. */
    public enum Verdict {
        /** The failure is the answer. */
        GIVE_UP,
        /** The next instance may do better. */
        ELSEWHERE,
        /** So it may, and this one is tried last for a while. */
        AVOID
    }

    private final Map<Service, Pool> pools = new EnumMap<>(Service.class);
    private final long avoidMillis;
    private final Clock clock;

    Upstreams(UpstreamProperties properties, Clock clock) {
        for (Service service : Service.values()) {
            List<Instance> instances =
                    properties.of(service).stream()
                            .map(Instance::new)
                            .sorted(Comparator.comparing(Instance::base))
                            .toList();
            pools.put(service, new Pool(instances, new AtomicInteger()));
        }
        this.avoidMillis = properties.avoid().toMillis();
        this.clock = clock;
    }

    /** All instances of a service, each first in its turn, those believed away last. */
    public List<Instance> inTurn(Service service) {
        Pool pool = pool(service);
        List<Instance> all = new ArrayList<>(pool.instances());
        int turn = pool.turn().getAndIncrement();
        Collections.rotate(all, -Math.floorMod(turn, all.size()));
        return believedHealthyFirst(all);
    }

    /**
     * All instances of a service, in an order that depends on the key alone (rendezvous hashing):
     * when one comes or goes, only its own keys move. Those believed away are last.
     */
    public List<Instance> forKey(Service service, String key) {
        List<Instance> all = new ArrayList<>(pool(service).instances());
        all.sort(Comparator.comparingLong(instance -> Rendezvous.weight(key, instance.base())));
        return believedHealthyFirst(all);
    }

    /**
     * All instances of a service, in the order in which a room's sockets try them: see {@link
     * RoomOrder}. Those believed away are last.
     */
    public List<Instance> forRoom(Service service, UUID room) {
        return believedHealthyFirst(RoomOrder.of(pool(service).instances(), room));
    }

    /**
     * Does the work at the first instance that takes it.
     *
     * @param verdict on a failure other than a refused connection
     * @return what the work gave, or a {@link Refusal} if no instance could be reached
     */
    public <T> Mono<T> tryEach(
            Service service,
            List<Instance> order,
            Function<Throwable, Verdict> verdict,
            Function<Instance, Mono<T>> work) {
        return tryNext(
                service,
                order.iterator(),
                e -> isUnreachable(e) ? Verdict.AVOID : verdict.apply(e),
                work);
    }

    private <T> Mono<T> tryNext(
            Service service,
            Iterator<Instance> left,
            Function<Throwable, Verdict> verdict,
            Function<Instance, Mono<T>> work) {
        Instance instance = left.next();
        return work.apply(instance)
                .doOnSuccess(_ -> instance.answered())
                .onErrorResume(
                        e -> verdict.apply(e) != Verdict.GIVE_UP,
                        e -> {
                            LOG.warn("{} {}: {}", service.label(), instance, e.toString());
                            if (verdict.apply(e) == Verdict.AVOID) {
                                instance.avoidUntil(clock.millis() + avoidMillis);
                            }
                            return left.hasNext()
                                    ? tryNext(service, left, verdict, work)
                                    : Mono.error(unavailable(service));
                        });
    }

    private static Refusal unavailable(Service service) {
        return Refusal.unavailable(
                "The %s service cannot be reached; try again.".formatted(service.label()));
    }

    /** No connection, so nothing was sent: trying elsewhere is safe for every method. */
    private static boolean isUnreachable(Throwable e) {
        return e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException;
    }

    private List<Instance> believedHealthyFirst(List<Instance> order) {
        long now = clock.millis();
        order.sort(Comparator.comparing(instance -> instance.isAvoided(now)));
        return order;
    }

    private Pool pool(Service service) {
        return Objects.requireNonNull(pools.get(service));
    }

    /**
     * @param instances in the same order in every gateway, in whatever order they were named
     * @param turn counts the requests, so that each instance is first in its turn
     */
    private record Pool(List<Instance> instances, AtomicInteger turn) {}
}
