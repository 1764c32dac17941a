package io.tertulia.realtime.kafka;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Wires this service to Kafka by Boot's own connection settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaClientProperties.class, TopicProperties.class})
class KafkaConfiguration {

    @Bean
    KafkaClients kafkaClients(
            KafkaProperties boot, KafkaConnectionDetails connection, KafkaClientProperties own) {
        // Boot's admin settings are those common to all clients: security and client id.
        Map<String, Object> common = new HashMap<>(boot.buildAdminProperties());
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
        return new KafkaClients(common, own);
    }

    @Bean
    EventPublisher eventPublisher(KafkaClients clients, KafkaClientProperties properties) {
        return new EventPublisher(clients.producer(), properties.deliveryTimeout());
    }

    @Bean
    TopicWarmer topicWarmer(KafkaAdmin admin, EventPublisher publisher) {
        // The warmer creates the topics; Boot would do it in a start that waits for Kafka.
        admin.setAutoCreate(false);
        return new TopicWarmer(admin, publisher);
    }

    @Bean
    NewTopic connectionsTopic(TopicProperties properties) {
        return topic(Topics.CONNECTIONS, properties);
    }

    @Bean
    NewTopic typingTopic(TopicProperties properties) {
        return topic(Topics.TYPING, properties);
    }

    private static NewTopic topic(Topic<?> topic, TopicProperties properties) {
        return new NewTopic(topic.name(), topic.partitions(), properties.replicationFactor())
                .configs(
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(topic.retention().toMillis())));
    }
}
