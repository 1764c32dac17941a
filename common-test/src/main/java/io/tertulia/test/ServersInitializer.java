package io.tertulia.test;

import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

final class ServersInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test-servers",
                                Map.of(
                                        "PORT", "0",
                                        "CHAT_KAFKA", Servers.kafka(),
                                        "CHAT_MONGO", Servers.mongo(),
                                        "CHAT_OIDC_ISSUER", TestIssuer.shared().issuer(),
                                        "CHAT_OIDC_JWKS", TestIssuer.shared().jwksUri(),
                                        "spring.mongodb.database", "test-" + UUID.randomUUID())));
    }
}
