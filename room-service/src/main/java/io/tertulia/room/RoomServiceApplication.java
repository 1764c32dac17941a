package io.tertulia.room;

import io.tertulia.web.ServiceLauncher;
import io.tertulia.web.TokenSecurityConfiguration;
import io.tertulia.web.WebConfiguration;
import io.tertulia.web.backing.KafkaAccessConfiguration;
import io.tertulia.web.backing.MongoAccessConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The room service, alone or beside others in one process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
@ConfigurationPropertiesScan
@Import({
    WebConfiguration.class,
    TokenSecurityConfiguration.class,
    KafkaAccessConfiguration.class,
    MongoAccessConfiguration.class
})
public class RoomServiceApplication {

    /** The service's Spring application, ready to run. */
    public static SpringApplication prepare() {
        return ServiceLauncher.prepare(RoomServiceApplication.class, "room-service");
    }

    /** Runs the service until the process ends. */
    public static void main(String[] args) {
        prepare().run(args);
    }
}
