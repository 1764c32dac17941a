package io.tertulia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.IdentityClient.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;

@IdentityTest
class LoginTests {

    private final IdentityClient client;
    private final TestClock clock;
    private String username = "";
    private String id = "";

    @Autowired
    LoginTests(IdentityClient client, TestClock clock) {
        this.client = client;
        this.clock = clock;
    }

    @BeforeEach
    void register() {
        username = IdentityClient.freshName("Hugo");
        var answer =
                client.post(
                        "/register/",
                        Map.of(
                                "username",
                                username,
                                "password",
                                IdentityClient.PASSWORD,
                                "first_name",
                                "Hugo",
                                "last_name",
                                "Paz"));
        id = answer.text("/id");
    }

    @Test
    void givesATokenThatThePublishedKeysProve() {
        var answer = client.login(username);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/user/id")).isEqualTo(id);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        Jwt token = decode(answer.text("/access"));
        assertThat(token.getSubject()).isEqualTo(id);
        assertThat(token.getAudience()).containsExactly("tertulia");
        assertThat(token.getClaimAsString("preferred_username")).isEqualTo(username);
        assertThat(token.getClaimAsString("given_name")).isEqualTo("Hugo");
        assertThat(token.getClaimAsString("family_name")).isEqualTo("Paz");
        assertThat(token.getClaimAsString("name")).isEqualTo("Hugo Paz");
        assertThat(token.getId()).isNotEmpty();
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void setsACookieThatScriptsCannotRead() {
        var answer = client.login(username);

        assertThat(answer.header("Set-Cookie"))
                .startsWith("access_token=" + answer.text("/access") + ";")
                .contains("Path=/", "Max-Age=3600", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void ignoresTheCaseOfTheUsername() {
        assertThat(client.login(username.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
    }

    @Test
    void answersAlikeForAWrongPasswordAndAnUnknownName() {
        var wrong = client.login(username, "not the password", "192.0.2.20");
        var unknown = client.login(IdentityClient.freshName("no"), "whatever it is", "192.0.2.20");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("/code")).isEqualTo("invalid_credentials");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(wrong.header("Set-Cookie")).isEmpty();
    }

    @Test
    void letsSomebodyInWhoseOldTokenIsNoGood() {
        var answer =
                client.postText(
                        "/login/",
                        "{\"username\":\"%s\",\"password\":\"%s\"}"
                                .formatted(username, IdentityClient.PASSWORD),
                        "Authorization",
                        "Bearer stale",
                        "Cookie",
                        "access_token=stale");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void slowsDownWhoeverGuessesAtOneName() {
        for (int i = 0; i < 10; i++) {
            assertThat(client.login(username, "guess " + i, "192.0.2." + (30 + i)).status())
                    .isEqualTo(401);
        }

        var refused = client.login(username.toUpperCase(Locale.ROOT));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/code")).isEqualTo("too_fast");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 301);
        clock.advance(Duration.ofMinutes(5));
        assertThat(client.login(username).status()).isEqualTo(200);
    }

    @Test
    void renewsTheAccessTokenOfASession() {
        var in = client.login(username);

        var answer = client.refresh(in.text("/refresh"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().propertyNames()).containsExactly("access");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("access_token=" + answer.text("/access") + ";");
        Jwt first = decode(in.text("/access"));
        Jwt second = decode(answer.text("/access"));
        assertThat(second.getSubject()).isEqualTo(id);
        assertThat(second.getId()).isNotEqualTo(first.getId());
        assertThat(client.refresh(in.text("/refresh")).status()).isEqualTo(200);
    }

    @Test
    void refusesToRenewWithAnythingElse() {
        var answer = client.refresh("garbage");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/code")).isEqualTo("invalid_token");
        assertThat(client.refresh(client.login(username).text("/access")).status()).isIn(400, 401);
    }

    @Test
    void refusesToRenewWhenTheSessionHasRunOut() {
        String refresh = client.login(username).text("/refresh");
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(client.refresh(refresh).status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(client.refresh(refresh).status()).isEqualTo(401);
    }

    @Test
    void endsTheSessionOfTheRefreshToken() {
        String refresh = client.login(username).text("/refresh");
        String other = client.login(username).text("/refresh");

        var answer = client.post("/logout/", Map.of("refresh", refresh));

        assertLoggedOut(answer);
        assertThat(client.refresh(refresh).status()).isEqualTo(401);
        assertThat(client.refresh(other).status()).isEqualTo(200);
    }

    @Test
    void endsTheSessionOfTheBearerToken() {
        var in = client.login(username);

        var answer = client.postEmpty("/logout/", "Authorization", "Bearer " + in.text("/access"));

        assertLoggedOut(answer);
        assertThat(client.refresh(in.text("/refresh")).status()).isEqualTo(401);
    }

    @Test
    void endsTheSessionOfTheCookieEvenWhenItsTokenHasExpired() {
        var in = client.login(username);
        clock.advance(Duration.ofHours(2));

        var answer = client.postEmpty("/logout/", "Cookie", "access_token=" + in.text("/access"));

        assertLoggedOut(answer);
        assertThat(client.refresh(in.text("/refresh")).status()).isEqualTo(401);
    }

    @Test
    void logsOutWhoeverIsNotLoggedIn() {
        assertLoggedOut(client.postEmpty("/logout/"));
        assertLoggedOut(client.postText("/logout/", "{}", "Authorization", "Bearer x.y.z"));
        assertLoggedOut(client.post("/logout/", Map.of("refresh", UUID.randomUUID().toString())));
    }

    private static void assertLoggedOut(Answer answer) {
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Set-Cookie")).startsWith("access_token=;").contains("Max-Age=0");
    }

    private Jwt decode(String token) {
        return ServedKeys.decoder(client.base()).decode(token);
    }
}
