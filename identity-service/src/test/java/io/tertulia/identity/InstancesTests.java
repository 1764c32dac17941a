package io.tertulia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.Servers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two instances on one database, started the way they are in production: from the environment and
 * their own file alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstancesTests {

    private final String database = "test-" + UUID.randomUUID();
    private final ConfigurableApplicationContext one = start();
    private final ConfigurableApplicationContext other = start();
    private final IdentityClient first = IdentityClient.of(one.getEnvironment());
    private final IdentityClient second = IdentityClient.of(other.getEnvironment());

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void areReadyWithTheirDatabase() {
        assertThat(first.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void proveEachOthersTokens() {
        String username = registered("karl");

        String token = first.login(username).text("/access");

        assertThat(ServedKeys.decoder(second.base()).decode(token).getClaimAsString("iss"))
                .isEqualTo("https://chat.example.org");
        assertThat(first.get("/oauth2/jwks").body()).isEqualTo(second.get("/oauth2/jwks").body());
    }

    @Test
    void knowEachOthersSessions() {
        String username = registered("lola");
        String refresh = first.login(username).text("/refresh");
        assertThat(second.refresh(refresh).status()).isEqualTo(200);

        second.post("/logout", Map.of("refresh", refresh));

        assertThat(first.refresh(refresh).status()).isEqualTo(401);
    }

    @Test
    void countGuessesTogether() {
        String username = registered("mara");
        for (int i = 0; i < 5; i++) {
            first.login(username, "guess " + i, "192.0.2.50");
            second.login(username, "guess " + i, "192.0.2.51");
        }

        assertThat(first.login(username).status()).isEqualTo(429);
        assertThat(second.login(username).status()).isEqualTo(429);
    }

    @Test
    void sendTheCookieOverTlsOnlyWherePeopleComeOverTls() {
        assertThat(first.login(registered("nora")).header("Set-Cookie")).contains("; Secure");
    }

    private String registered(String name) {
        String username = IdentityClient.freshName(name);
        assertThat(first.register(username).status()).isEqualTo(201);
        return username;
    }

    private ConfigurableApplicationContext start() {
        return IdentityServiceApplication.prepare()
                .run(
                        "--PORT=0",
                        "--CHAT_MONGO=" + Servers.mongo(),
                        "--CHAT_OIDC_ISSUER=https://chat.example.org",
                        "--CHAT_ROOM_URL=",
                        "--CHAT_IDENTITY_KEY_SECRET=" + database.repeat(2),
                        "--spring.mongodb.database=" + database,
                        // A window's border within a test would forgive what was counted.
                        "--chat.identity.login.failure-window=1d",
                        "--chat.identity.accounts.hash-strength=4");
    }
}
