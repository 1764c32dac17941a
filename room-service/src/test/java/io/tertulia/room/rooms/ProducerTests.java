package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** What the order of a room's events leans on, as the service really runs. */
class ProducerTests extends RoomServiceTest {

    @Autowired private DefaultKafkaProducerFactory<?, ?> producers;

    @Test
    void noEventExpiresBeforeThoseBehindIt() {
        assertThat(producers.getConfigurationProperties())
                .extractingByKeys(
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        ProducerConfig.ACKS_CONFIG)
                .map(Object::toString)
                .containsExactly(Integer.toString(Integer.MAX_VALUE), "true", "all");
    }

    @Test
    void aKafkaThatIsAwayDoesNotHoldUpAStopForLong() {
        assertThat(producers.getPhysicalCloseTimeout().toSeconds()).isLessThanOrEqualTo(3);
    }
}
