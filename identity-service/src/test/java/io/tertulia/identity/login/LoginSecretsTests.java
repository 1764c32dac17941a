package io.tertulia.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.login.LoginController.LoginRequest;
import io.tertulia.identity.login.LoginController.LogoutRequest;
import io.tertulia.identity.login.LoginController.RefreshRequest;
import io.tertulia.identity.login.LoginController.RefreshResponse;
import io.tertulia.identity.login.LoginDesk.LoggedIn;
import io.tertulia.identity.tokens.TokenProperties;
import io.tertulia.test.People;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginSecretsTests {

    @Test
    void stayOutOfWhatCouldBeLogged() {
        var values =
                List.of(
                        new LoginRequest("ana", "s3cret"),
                        new RefreshRequest("s3cret"),
                        new LogoutRequest("s3cret"),
                        new RefreshResponse("s3cret"),
                        new LoggedIn("s3cret", "s3cret", People.someone("ana")),
                        new TokenProperties(
                                URI.create("http://localhost:8080"),
                                Duration.ofHours(1),
                                Duration.ofDays(30),
                                "s3cret"));

        assertThat(values).noneMatch(value -> value.toString().contains("s3cret"));
    }
}
