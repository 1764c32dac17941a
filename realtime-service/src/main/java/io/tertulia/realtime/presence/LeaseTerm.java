package io.tertulia.realtime.presence;

import java.util.UUID;

/**
 * For how long a lease holds and when it is renewed, in milliseconds. Renewing is work in Kafka,
 * presence-service and its database that grows with the people, so with many of them each is
 * renewed less often, and its lease lasts longer.
 *
 * <p>The term is fixed when a lease is published: those who came before the many did are renewed
 * when they were promised to be, not when it suits the many.
 *
 * @param start when it was published, by the clock
 * @param renewAfter from the start
 * @param ttl from the start; as many times {@code renewAfter} as the settings say, or a little more
 */
record LeaseTerm(long start, long renewAfter, long ttl) {

    /** Of a lease that was never published: to be renewed at once. */
    static final LeaseTerm NONE = new LeaseTerm(0, 0, 0);

    /** By which part of its time a renewal comes earlier at most. */
    private static final int EARLIER_PART = 4;

    private static final int STEPS = 64;

    /**
     * The term of a lease that is published now. Some people are renewed a little more often than
     * others: those who came at the same moment would for ever be renewed at the same moment, and
     * keep everybody else waiting for as long as that takes.
     *
     * @param people how many have leases here
     */
    static LeaseTerm of(PresenceProperties properties, int people, UUID person, long now) {
        long shortest = properties.heartbeat().toMillis();
        long ttl = properties.ttl().toMillis();
        long longest = shortest * properties.longestTtl().toMillis() / ttl;
        long fair = people * 1_000L / properties.renewalsPerSecond();
        long period = Math.clamp(fair, shortest, Math.max(shortest, longest));
        long earlier = period * Math.floorMod(person.hashCode(), STEPS) / (EARLIER_PART * STEPS);
        return new LeaseTerm(now, period - earlier, period * ttl / shortest);
    }

    /** Whether it is to be renewed; also when the clock was set back, by whatever time. */
    boolean isOver(long now) {
        return Math.abs(now - start) >= renewAfter;
    }
}
