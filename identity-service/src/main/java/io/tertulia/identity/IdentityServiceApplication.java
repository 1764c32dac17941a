package io.tertulia.identity;

import io.tertulia.web.ServiceLauncher;
import io.tertulia.web.WebConfiguration;
import io.tertulia.web.backing.MongoAccessConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/**
 * Starts the identity service. Any other OpenID Connect provider can take its place: the other
 * services know it by its issuer name and its public keys only.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({WebConfiguration.class, MongoAccessConfiguration.class})
public class IdentityServiceApplication {

    /** The application, ready to run in a process of its own or beside others. */
    public static SpringApplication prepare() {
        return ServiceLauncher.prepare(IdentityServiceApplication.class, "identity-service");
    }

    public static void main(String[] args) {
        prepare().run(args);
    }
}
