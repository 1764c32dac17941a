package io.tertulia.room.outbox;

import io.tertulia.events.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic that this service owns, and how its producer ends. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    /** What is not acknowledged by then stays pending in the database. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    @Bean
    NewTopic roomEventsTopic(KafkaProperties properties) {
        return TopicBuilder.name(Topics.ROOM_EVENTS.name())
                .partitions(Topics.ROOM_EVENTS.partitions())
                .replicas(properties.replicationFactor())
                .config(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Topics.ROOM_EVENTS.retention().toMillis()))
                .build();
    }

    /** Records never expire, so a Kafka that is away would hold up a stop for long. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer boundedClose() {
        return factory ->
                factory.setPhysicalCloseTimeout(Math.toIntExact(CLOSE_PATIENCE.toSeconds()));
    }
}
