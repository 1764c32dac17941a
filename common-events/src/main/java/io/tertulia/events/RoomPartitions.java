package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/**
 * Where a room is in the topics that are keyed by room. It must agree with what every producer of
 * these topics does, which is Kafka's default: murmur2 of the key.
 */
public final class RoomPartitions {

    private RoomPartitions() {}

    /** The room's partition, from 0, the same in all these topics. */
    public static int of(UUID room) {
        int hash = Utils.murmur2(room.toString().getBytes(UTF_8));
        return Utils.toPositive(hash) % Topics.PARTITIONS;
    }
}
