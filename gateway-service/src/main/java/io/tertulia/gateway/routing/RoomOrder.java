package io.tertulia.gateway.routing;

import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Which instance is home to a room, and where its sockets go when that one is away. An instance
 * reads whole partitions, of which it needs its own rooms only: so the rooms of a partition stay
 * together as far as the numbers allow. All rooms lie on a line, partition after partition, which
 * is cut into equal pieces, one for each instance: two instances read half of the partitions each,
 * sixteen share each partition among two, and with any number all have as many rooms.
 *
 * <p>Where a room's home is away its sockets go to an instance that rendezvous hashing chooses for
 * the room: what one had to do all others share then, at the price of reading its partitions, too.
 *
 * <p>Every gateway comes to the same order by itself. Nothing but the work depends on it: a room
 * may have sockets everywhere.
 */
final class RoomOrder {

    /** The length of a partition on the line. */
    private static final long LENGTH = 1L << 32;

    private RoomOrder() {}

    /**
     * The instances, those to be tried first at the front.
     *
     * @param instances one or more, in the same order each time
     * @return for the caller to change
     */
    static List<Instance> of(List<Instance> instances, UUID room) {
        String key = room.toString();
        var order = new ArrayList<>(instances);
        Instance home = order.remove(piece(room, key, instances.size()));
        order.sort(Comparator.comparingLong(other -> Rendezvous.weight(key, other.base())));
        order.addFirst(home);
        return order;
    }

    private static int piece(UUID room, String key, int pieces) {
        long within = Rendezvous.weight(key, "") >>> 32;
        long place = RoomPartitions.of(room) * LENGTH + within;
        return (int) (place * pieces / (Topics.PARTITIONS * LENGTH));
    }
}
