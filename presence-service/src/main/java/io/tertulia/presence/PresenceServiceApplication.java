package io.tertulia.presence;

import io.tertulia.web.ServiceLauncher;
import io.tertulia.web.TokenSecurityConfiguration;
import io.tertulia.web.WebConfiguration;
import io.tertulia.web.backing.ConsumerLivenessConfiguration;
import io.tertulia.web.backing.KafkaAccessConfiguration;
import io.tertulia.web.backing.MongoAccessConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Starts the presence service, alone or beside other services in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({
    WebConfiguration.class,
    TokenSecurityConfiguration.class,
    KafkaAccessConfiguration.class,
    ConsumerLivenessConfiguration.class,
    MongoAccessConfiguration.class
})
public class PresenceServiceApplication {

    /** The application, ready to run with its own configuration file. */
    public static SpringApplication prepare() {
        return ServiceLauncher.prepare(PresenceServiceApplication.class, "presence-service");
    }

    /** Runs the service alone. */
    public static void main(String[] args) {
        prepare().run(args);
    }
}
