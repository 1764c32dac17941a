package io.tertulia.presence.contacts;

import io.tertulia.events.DeadLetter;
import io.tertulia.events.Topics;
import io.tertulia.presence.wiring.Preparable;
import io.tertulia.presence.wiring.TopicProperties;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContactConfiguration {

    @Bean
    NewTopic deadRoomEvents(TopicProperties topics) {
        return topics.create(Topics.ROOM_EVENTS.name() + DeadLetter.SUFFIX, Topics.ROOM_EVENTS);
    }

    @Bean
    Preparable membershipIndexes(MembershipStore store) {
        return store::createIndexes;
    }
}
