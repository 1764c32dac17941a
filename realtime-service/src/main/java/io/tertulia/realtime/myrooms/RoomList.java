package io.tertulia.realtime.myrooms;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rooms that somebody takes part in.
 *
 * @param open each with the version of the room event by which the person came in
 * @param closed those in which nothing happens any more
 */
public record RoomList(Map<UUID, Long> open, Set<UUID> closed) {

    public RoomList {
        open = Map.copyOf(open);
        closed = Set.copyOf(closed);
    }
}
