package io.tertulia.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.IdentityClient;
import io.tertulia.identity.IdentityTest;
import io.tertulia.identity.ServedKeys;
import io.tertulia.identity.TestClock;
import io.tertulia.test.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class DiscoveryTests {

    private final IdentityClient client;
    private final TestClock clock;

    @Autowired
    DiscoveryTests(IdentityClient client, TestClock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Test
    void saysWhereTheKeysAreAndNothingThatIsNotThere() {
        var answer = client.get("/.well-known/openid-configuration");

        String issuer = TestIssuer.shared().issuer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/issuer")).isEqualTo(issuer);
        assertThat(answer.text("/jwks_uri")).isEqualTo(issuer + "/oauth2/jwks");
        assertThat(answer.body().propertyNames()).noneMatch(name -> name.endsWith("_endpoint"));
    }

    @Test
    void servesPublicKeysThatMayBeKeptForAWhile() {
        var answer = client.get("/oauth2/jwks");

        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60, public");
        assertThat(answer.text("/keys/0/kid")).isNotBlank();
        assertThat(answer.text("/keys/0/alg")).isEqualTo("RS256");
        assertThat(answer.body().at("/keys/0").propertyNames())
                .doesNotContain("d", "p", "q", "dp", "dq", "qi");
    }

    @Test
    void provesTokensThatAreOlderThanTheKeyInUse() {
        String username = IdentityClient.freshName("julia");
        client.register(username);
        clock.set(KeyPeriod.at(clock.instant(), Duration.ofDays(30)).end().minusSeconds(1));
        String old = client.login(username).text("/access");

        clock.advance(Duration.ofMinutes(50));

        String young = client.login(username).text("/access");
        var decoder = ServedKeys.decoder(client.base());
        assertThat(decoder.decode(old).getHeaders().get("kid"))
                .isNotEqualTo(decoder.decode(young).getHeaders().get("kid"));
    }
}
