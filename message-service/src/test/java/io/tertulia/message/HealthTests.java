package io.tertulia.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
@Timeout(60)
class HealthTests {

    private final int port;

    HealthTests(@LocalServerPort @Autowired int port) {
        this.port = port;
    }

    private int status(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void isReadyOnceTheWriterHasJoinedItsGroup() {
        Patience.await().until(() -> status("/actuator/health/readiness") == 200);
    }

    @Test
    void livesAndSaysSoToAnybody() throws IOException, InterruptedException {
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);
    }

    @Test
    void answersNobodyWithoutAToken() throws IOException, InterruptedException {
        assertThat(status("/api/v1/chat/messages/")).isEqualTo(401);
        assertThat(status("/internal/room-heads")).isEqualTo(401);
        assertThat(new Chat(port).get(People.someone("ana"), "/api/v1/chat/messages/").status())
                .isEqualTo(200);
    }
}
