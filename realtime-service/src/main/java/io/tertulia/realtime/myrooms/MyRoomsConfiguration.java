package io.tertulia.realtime.myrooms;

import io.tertulia.realtime.asking.Inquirer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way to room-service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MyRoomsProperties.class)
class MyRoomsConfiguration {

    @Bean
    MyRooms myRooms(
            @Qualifier("messageService") Inquirer messageService, MyRoomsProperties properties) {
        return new MyRooms(new Inquirer("room-service", properties.bounds()), messageService);
    }
}
