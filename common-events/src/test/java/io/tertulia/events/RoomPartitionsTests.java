package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class RoomPartitionsTests {

    @Test
    void areThoseThatKafkasProducersChoose() {
        assertThat(Stream.generate(UUID::randomUUID).limit(200))
                .allSatisfy(
                        room ->
                                assertThat(RoomPartitions.of(room))
                                        .isEqualTo(
                                                BuiltInPartitioner.partitionForKey(
                                                        room.toString().getBytes(UTF_8),
                                                        Topics.PARTITIONS)));
    }
}
