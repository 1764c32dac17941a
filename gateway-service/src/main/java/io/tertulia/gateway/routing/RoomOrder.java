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
     * @param instances in the same order each time
     * @return for the caller to change
     */
    static List<Instance> of(List<Instance> instances, UUID room) {
        int partition = RoomPartitions.of(room);
        var order = new ArrayList<>(instances);
        Instance home = order.remove(piece(partition, room, instances.size()));
        // A partition goes to one other, but those of an instance that is away to several.
        String together = Integer.toString(partition);
        order.sort(Comparator.comparingLong(other -> Rendezvous.weight(together, other.base())));
        order.addFirst(home);
        return order;
    }

    private static int piece(int partition, UUID room, int pieces) {
        long within = Rendezvous.weight(room.toString(), "") >>> 32;
        long place = partition * LENGTH + within;
        return (int) (place * pieces / (Topics.PARTITIONS * LENGTH));
    }
}
