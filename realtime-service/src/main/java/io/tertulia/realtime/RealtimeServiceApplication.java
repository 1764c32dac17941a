package io.tertulia.realtime;

import io.tertulia.web.ServiceLauncher;
import io.tertulia.web.TokenSecurityConfiguration;
import io.tertulia.web.WebConfiguration;
import io.tertulia.web.backing.KafkaAccessConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** Starts the service: sockets on their own port, health and metrics beside them. */
@SpringBootApplication
@Import({WebConfiguration.class, TokenSecurityConfiguration.class, KafkaAccessConfiguration.class})
public class RealtimeServiceApplication {

    /** The application, ready to run alone or beside others in one process. */
    public static SpringApplication prepare() {
        return ServiceLauncher.prepare(RealtimeServiceApplication.class, "realtime-service");
    }

    public static void main(String[] args) {
        prepare().run(args);
    }
}
