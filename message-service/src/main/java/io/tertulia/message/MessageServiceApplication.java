package io.tertulia.message;

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

/** The service of the room log, alone or beside others in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({
    WebConfiguration.class,
    TokenSecurityConfiguration.class,
    KafkaAccessConfiguration.class,
    ConsumerLivenessConfiguration.class,
    MongoAccessConfiguration.class
})
public class MessageServiceApplication {

    /** The application, ready to run. */
    public static SpringApplication prepare() {
        return ServiceLauncher.prepare(MessageServiceApplication.class, "message-service");
    }

    public static void main(String[] args) {
        prepare().run(args);
    }
}
