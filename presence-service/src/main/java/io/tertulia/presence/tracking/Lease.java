package io.tertulia.presence.tracking;

import io.tertulia.events.Envelope;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.realtime.ConnectionLease;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What one realtime instance last said about one person. Times are whole milliseconds, as the
 * database keeps them.
 *
 * @param rooms open there; empty once the last socket there closed. Such a lease is kept until it
 *     expires, so that an older one that comes late opens nothing again
 * @param sequence the sender's own count, 0 if it keeps none
 * @param expiresAt when the lease ends unless it is renewed
 */
record Lease(
        String instance, SortedSet<UUID> rooms, Instant sentAt, long sequence, Instant expiresAt) {

    private static final int LONGEST_INSTANCE = 200;
    private static final Duration OLDEST = Duration.ofDays(1);

    /** A renewal that adds less than this part of the time to live is not worth a write. */
    private static final int RENEWAL_PART = 4;

    Lease {
        rooms = Collections.unmodifiableSortedSet(new TreeSet<>(rooms));
    }

    /**
     * The lease that a record carries. A sender whose clock is ahead cannot make a lease last
     * longer than its time to live from now.
     *
     * @throws MalformedRecord if the record contradicts itself or is absurdly old
     */
    static Lease of(Envelope<ConnectionLease> record, Instant now, PresenceProperties properties) {
        ConnectionLease data = record.data();
        if (!record.key().equals(data.user().id())) {
            throw new MalformedRecord("the key is not the user's id");
        }
        if (data.instance().isBlank() || data.instance().length() > LONGEST_INSTANCE) {
            throw new MalformedRecord("the instance's name is empty or too long");
        }
        if (data.ttlMillis() <= 0) {
            throw new MalformedRecord("the time to live is not positive");
        }
        if (record.time().isBefore(now.minus(OLDEST))) {
            throw new MalformedRecord("the lease is more than a day old");
        }
        Instant sentAt = earlier(record.time(), now).truncatedTo(ChronoUnit.MILLIS);
        long ttlMillis = Math.min(data.ttlMillis(), properties.longestLease().toMillis());
        var rooms = new TreeSet<UUID>();
        data.rooms().stream().limit(properties.mostRooms()).forEach(rooms::add);
        return new Lease(
                data.instance(), rooms, sentAt, record.sequence(), sentAt.plusMillis(ttlMillis));
    }

    /** Whether this one was sent before the other: by the sender's count, else by its clock. */
    boolean isOlderThan(Lease other) {
        return sequence == other.sequence
                ? sentAt.isBefore(other.sentAt)
                : sequence < other.sequence;
    }

    /** Whether this one says what the other said, so soon after it that nothing is to be done. */
    boolean repeats(Lease other) {
        Duration worthwhile = Duration.between(sentAt, expiresAt).dividedBy(RENEWAL_PART);
        return rooms.equals(other.rooms)
                && Duration.between(other.expiresAt, expiresAt).compareTo(worthwhile) < 0;
    }

    boolean isSilentAt(Instant time) {
        return !expiresAt.isAfter(time);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
