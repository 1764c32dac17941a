package io.tertulia.message.history;

import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.RoomAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the readers together. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    @Bean
    MessageReader messageReader(RoomLog log, RoomAccess access) {
        return new MessageReader(log, access);
    }

    @Bean
    RoomHistory roomHistory(RoomLog log) {
        return new RoomHistory(log);
    }
}
