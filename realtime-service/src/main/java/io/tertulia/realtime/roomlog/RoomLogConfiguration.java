package io.tertulia.realtime.roomlog;

import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way to message-service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoomLogProperties.class)
class RoomLogConfiguration {

    @Bean
    HttpClient roomLogHttpClient(RoomLogProperties properties) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Bean
    RoomLog roomLog(HttpClient roomLogHttpClient, RoomLogProperties properties) {
        return new RoomLog(roomLogHttpClient, properties);
    }
}
