package io.tertulia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.accounts.AccountProperties;
import io.tertulia.identity.accounts.IntroductionProperties;
import io.tertulia.identity.login.LoginProperties;
import io.tertulia.identity.tokens.TokenProperties;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.env.MockEnvironment;

@IdentityTest
class OperationsTests {

    private final IdentityClient client;
    private final ApplicationContext context;

    @Autowired
    OperationsTests(IdentityClient client, ApplicationContext context) {
        this.client = client;
        this.context = context;
    }

    @Test
    void isReadyWithItsDatabaseOnly() {
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health/readiness").text("/status")).isEqualTo("UP");
        assertThat(
                        context.getEnvironment()
                                .getProperty("management.endpoint.health.group.readiness.include"))
                .isEqualTo("readinessState,mongo");
        assertThat(context.getBean(HealthContributorRegistry.class).getContributor("mongo"))
                .isNotNull();
    }

    @Test
    void showsNoOtherEndpointThanHealth() {
        assertThat(client.get("/actuator/env").status()).isEqualTo(404);
        assertThat(client.get("/actuator/heapdump").status()).isEqualTo(404);
    }

    @Test
    void configuresTheDefaultsThatTheRecordsHave() {
        var bare = Binder.get(new MockEnvironment());

        assertThat(context.getBean(DatabaseProperties.class))
                .isEqualTo(bare.bindOrCreate("chat.identity.database", DatabaseProperties.class));
        assertThat(context.getBean(LoginProperties.class))
                .isEqualTo(bare.bindOrCreate("chat.identity.login", LoginProperties.class));
        assertThat(bare.bindOrCreate("chat.identity.accounts", AccountProperties.class))
                .isEqualTo(new AccountProperties(10, Duration.ofSeconds(5)));
        var introduction =
                bare.bindOrCreate("chat.identity.introduction", IntroductionProperties.class);
        assertThat(context.getBean(IntroductionProperties.class).readTimeout())
                .isEqualTo(introduction.readTimeout());
        assertThat(introduction.roomUrls()).isEmpty();
        var tokens = bare.bindOrCreate("chat.identity.tokens", TokenProperties.class);
        assertThat(context.getBean(TokenProperties.class).keyRotation())
                .isEqualTo(tokens.keyRotation())
                .isEqualTo(Duration.ofDays(30));
        assertThat(tokens.keySecret()).isEmpty();
    }
}
