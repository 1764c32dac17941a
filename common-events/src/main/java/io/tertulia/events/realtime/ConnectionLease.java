package io.tertulia.events.realtime;

import io.tertulia.events.User;
import java.util.List;
import java.util.UUID;

/**
 * Says which rooms a person has open on one realtime instance right now. Each lease replaces the
 * one before it of the same person and instance, so a lost or repeated one does no lasting harm.
 * The envelope's sequence is the sender's own growing count for that person, or 0 if it keeps none:
 * its time then says which lease is newer.
 *
 * @param instance the realtime instance's id; a restarted instance has another
 * @param rooms empty when the person's last socket there closed
 * @param ttlMillis after how many milliseconds of silence the lease ends by itself; at least three
 *     heartbeats, so that a late one does no harm
 */
public record ConnectionLease(String instance, User user, List<UUID> rooms, long ttlMillis) {

    public ConnectionLease {
        rooms = List.copyOf(rooms);
    }
}
