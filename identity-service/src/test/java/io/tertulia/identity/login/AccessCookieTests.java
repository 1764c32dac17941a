package io.tertulia.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.tokens.TokenProperties;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccessCookieTests {

    @Test
    void isSentOverTlsOnlyWhereThePublicAddressHasTls() {
        assertThat(cookie("https://chat.example.org").with("t")).contains("; Secure");
        assertThat(cookie("https://chat.example.org").cleared()).contains("; Secure");
        assertThat(cookie("http://localhost:8080").with("t")).doesNotContain("Secure");
    }

    @Test
    void livesAsLongAsItsToken() {
        assertThat(cookie("http://localhost:8080").with("t")).contains("Max-Age=1200");
    }

    private static AccessCookie cookie(String issuer) {
        return new AccessCookie(
                new TokenProperties(
                        URI.create(issuer), Duration.ofMinutes(20), Duration.ofDays(30), ""));
    }
}
