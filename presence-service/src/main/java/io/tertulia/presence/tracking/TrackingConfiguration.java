package io.tertulia.presence.tracking;

import io.tertulia.events.Topics;
import io.tertulia.presence.wiring.Preparable;
import io.tertulia.presence.wiring.TopicProperties;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
class TrackingConfiguration {

    @Bean
    NewTopic presenceEvents(TopicProperties topics) {
        return topics.create(Topics.PRESENCE_EVENTS);
    }

    @Bean
    Preparable presenceIndexes(PresenceStore store) {
        return store::createIndexes;
    }

    @Bean
    SchedulingConfigurer sweeping(PresenceSweeper sweeper, PresenceProperties properties) {
        return tasks -> tasks.addFixedDelayTask(sweeper::sweep, properties.sweepInterval());
    }
}
