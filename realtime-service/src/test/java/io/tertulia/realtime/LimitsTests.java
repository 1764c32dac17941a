package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Goal: whoever asks for too much is stopped, by an answer first and a close code then. */
class LimitsTests extends RealtimeTest {

    private final User alice = People.someone("Alice");
    private final MiniRoom room = messages.room(alice);

    @LocalServerPort private int actuatorPort;

    @Test
    void closesForAFrameThatIsTooLarge() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            client.send("{\"action\":\"ping\",\"x\":\"" + "y".repeat(70_000) + "\"}");

            assertThat(client.awaitClosed()).startsWith("1009");
        }
    }

    @Test
    void closesForManySmallFramesThatMakeATooLargeMessage() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            String piece = "y".repeat(10_000);
            client.sendInPieces(piece, piece, piece, piece, piece, piece, piece);

            assertThat(client.awaitClosed()).startsWith("1009");
        }
    }

    @Test
    void closesForABinaryFrame() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            client.sendBinary(new byte[] {1, 2, 3});

            assertThat(client.awaitClosed()).startsWith("1003");
        }
    }

    @Test
    void answersTooFastFirstAndClosesWhoGoesOn() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            for (int i = 0; i < 2_000 && !client.isClosed(); i++) {
                client.ping();
            }

            assertThat(client.awaitClosed()).startsWith("4429");
            assertThat(client.frames("ack")).hasSizeGreaterThanOrEqualTo(200);
            assertThat(client.await("error").at("/data/code").asString()).isEqualTo("too_fast");
        }
    }

    @Test
    void refusesCommandsBeyondThoseInFlight() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            for (int i = 0; i < 70; i++) {
                client.say("c" + i, "/silence");
            }
            client.send("{\"action\":\"mark_read\",\"client_id\":\"m\",\"message_ids\":[]}");

            assertThat(client.await("error", 7))
                    .filteredOn(e -> e.at("/data/code").asString().equals("too_fast"))
                    .extracting(e -> e.at("/data/client_id").asString())
                    .contains("c64", "m");
        }
    }

    @Test
    void closesWhenTheTokenExpires() {
        // The decoder allows a minute of clock skew: such a token still opens a socket.
        String token = TestIssuer.shared().token(alice, Instant.now().minusSeconds(1));
        try (var client = SocketClient.connectWith(token, port(), room.id())) {
            assertThat(client.awaitClosed()).startsWith("4401");
        }
    }

    @Test
    void isReadyWhileCommandsAreAnswered() throws Exception {
        var health =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:%d/actuator/health/readiness"
                                                                .formatted(actuatorPort)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("writer", "events", "sockets");
    }
}
