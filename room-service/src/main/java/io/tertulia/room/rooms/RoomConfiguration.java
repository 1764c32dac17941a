package io.tertulia.room.rooms;

import io.tertulia.room.rules.RoomRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rules with this installation's limits. */
@Configuration(proxyBeanMethods = false)
class RoomConfiguration {

    @Bean
    RoomRules roomRules(RoomProperties properties) {
        return new RoomRules(properties.participants());
    }
}
