package io.tertulia.room.outbox;

import io.tertulia.events.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic that this service owns. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

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
}
