package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.Topics;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/**
 * Where a room is in the topics that are keyed by room. It must agree with what every producer of
 * these topics does, which is Kafka's default: murmur2 of the key.
 */
final class RoomPartitions {

    private RoomPartitions() {}

    static int of(UUID room) {
        int hash = Utils.murmur2(room.toString().getBytes(UTF_8));
        return Utils.toPositive(hash) % Topics.PARTITIONS;
    }
}
