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
        return new MessageReader(log.messages(), access);
    }

    @Bean
    RoomHistory roomHistory(RoomLog log, MessageReader messages) {
        return new RoomHistory(log, messages);
    }

    @Bean
    Timeline timeline(RoomLog log, MessageReader messages) {
        return new Timeline(log.heads(), messages);
    }
}
