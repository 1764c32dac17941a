package io.tertulia.presence.wiring;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WiringConfiguration {

    private static final Duration RETRY = Duration.ofSeconds(3);
    private static final long DATABASE_PATIENCE_SECONDS = 3;

    @Bean
    MongoDatabase database(MongoClient client, MongoProperties properties) {
        String name = properties.getDatabase();
        return client.getDatabase(name == null ? "presence" : name);
    }

    /** A caller of REST is told soon that the database is away. */
    @Bean
    MongoClientSettingsBuilderCustomizer databasePatience() {
        return settings ->
                settings.applyToClusterSettings(
                        cluster ->
                                cluster.serverSelectionTimeout(
                                        DATABASE_PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Bean
    Admin kafkaAdministration(KafkaAdmin admin) {
        return Admin.create(admin.getConfigurationProperties());
    }

    /** Creates all topics declared as {@code NewTopic} beans; existing ones stay as they are. */
    @Bean
    Preparable topics(KafkaAdmin admin) {
        return () -> {
            if (!admin.initialize()) {
                throw new IllegalStateException("Kafka did not create the topics");
            }
        };
    }

    @Bean
    SchedulingConfigurer preparing(Preparation preparation) {
        return tasks -> tasks.addFixedDelayTask(preparation::prepare, RETRY);
    }
}
