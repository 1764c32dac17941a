package io.tertulia.realtime.roomlog;

import io.tertulia.realtime.asking.Inquirer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way to message-service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoomLogProperties.class)
class RoomLogConfiguration {

    @Bean
    Inquirer messageService(RoomLogProperties properties) {
        return new Inquirer("message-service", properties.bounds());
    }

    @Bean
    RoomLog roomLog(
            @Qualifier("messageService") Inquirer messageService, RoomLogProperties properties) {
        return new RoomLog(messageService, properties.pageSize());
    }
}
