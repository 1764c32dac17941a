package io.tertulia.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class CredentialsTests {

    @Test
    void showNoSecretAsText() {
        var credentials =
                Credentials.of(
                        MockServerHttpRequest.get("/ws/chat/1/?token=s3cret&after=7")
                                .header("Cookie", "session=oth3r; access_token=s3cret")
                                .build());

        assertThat(credentials.authorization()).isEqualTo("Bearer s3cret");
        assertThat(credentials.toString())
                .contains("/ws/chat/1/?after=7")
                .doesNotContain("s3cret", "oth3r");
    }
}
