package io.tertulia.web.backing;

import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What a service with a MongoDB imports: whom its client trusts, and which certificate it shows.
 * User and password stand in the connection string.
 */
@Configuration(proxyBeanMethods = false)
public class MongoAccessConfiguration {

    @Bean
    MongoClientSettingsBuilderCustomizer mongoAccess(Environment environment) {
        Tls tls =
                Binder.get(environment)
                        .bindOrCreate("chat.mongo.access.tls", Bindable.of(Tls.class));
        if (tls.isEmpty()) {
            return settings -> {};
        }
        SSLContext context = tls.context();
        // Also where the connection string does not ask for TLS: who names a certificate does.
        return settings -> settings.applyToSslSettings(ssl -> ssl.enabled(true).context(context));
    }
}
