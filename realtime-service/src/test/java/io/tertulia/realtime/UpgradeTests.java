package io.tertulia.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Goal: only those come in who may, and all others are told why by HTTP. */
class UpgradeTests extends RealtimeTest {

    private final TestIssuer issuer = TestIssuer.shared();
    private final User alice = People.someone("Alice");
    private final MiniRoom room = messages.room(alice);
    private final String path = "/ws/chat/" + room.id() + "/";

    @Test
    void letsAParticipantInWithAndWithoutTrailingSlash() {
        assertThat(SocketClient.status(port(), path, issuer.token(alice))).isEqualTo(101);
        assertThat(SocketClient.status(port(), "/ws/chat/" + room.id(), issuer.token(alice)))
                .isEqualTo(101);
    }

    @Test
    void refusesWhoHasNoValidToken() {
        assertThat(SocketClient.status(port(), path, null)).isEqualTo(401);
        assertThat(SocketClient.status(port(), path, "nonsense")).isEqualTo(401);
        assertThat(SocketClient.status(port(), path, issuer.tokenExpired(alice))).isEqualTo(401);
        assertThat(SocketClient.status(port(), path, TestIssuer.stranger().token(alice)))
                .isEqualTo(401);
    }

    @Test
    void refusesWhoDoesNotTakePart() {
        String token = issuer.token(People.someone("Mallory"));

        assertThat(SocketClient.status(port(), path, token)).isEqualTo(403);
    }

    @Test
    void knowsNoOtherRoomsAndPaths() {
        String token = issuer.token(alice);

        assertThat(SocketClient.status(port(), "/ws/chat/" + UUID.randomUUID() + "/", token))
                .isEqualTo(404);
        assertThat(SocketClient.status(port(), "/ws/chat/general/", token)).isEqualTo(404);
        assertThat(SocketClient.status(port(), "/ws/other/", token)).isEqualTo(404);
    }

    @Test
    void endsAConnectionThatAsksForNothingInTimeAndKeepsOneThatHasAsked() throws IOException {
        try (var client = SocketClient.open(port(), alice, room.id());
                var silent = new Socket(InetAddress.getLoopbackAddress(), port())) {
            silent.setSoTimeout((int) SocketClient.PATIENCE.toMillis());

            assertThat(silent.getInputStream().readAllBytes()).isEmpty();

            client.ping();
            assertThat(client.await("ack")).isNotNull();
        }
    }

    @Test
    void refusesABadQuery() {
        String token = issuer.token(alice);

        assertThat(SocketClient.status(port(), path + "?after=soon", token)).isEqualTo(400);
        assertThat(SocketClient.status(port(), path + "?after=-1", token)).isEqualTo(400);
        assertThat(SocketClient.status(port(), path + "?dialect=latin", token)).isEqualTo(400);
    }

    @Test
    void refusesAnAddressWithABadEscape() throws IOException {
        String token = "Authorization: Bearer " + issuer.token(alice);

        assertThat(ask("/ws/chat/%zz/", true, token)).startsWith("HTTP/1.1 400");
        assertThat(ask(path + "?after=%zz", true, token)).startsWith("HTTP/1.1 400");
    }

    @Test
    void asksToComeBackWhileTheRoomLogIsAway() throws IOException {
        messages.goAwayFor(room);

        assertThat(ask(path, true, "Authorization: Bearer " + issuer.token(alice)))
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: 2")
                .contains("\"code\":\"unavailable\"");
    }

    @Test
    void answersProblemDetails() throws IOException {
        assertThat(ask(path, true, "Accept: */*"))
                .startsWith("HTTP/1.1 401")
                .contains("application/problem+json")
                .contains("\"status\":401")
                .contains("\"code\":\"unauthorized\"");
    }

    @Test
    void tellsWhoAsksWithoutUpgrading() throws IOException {
        assertThat(ask(path, false, "Authorization: Bearer " + issuer.token(alice)))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"not_an_upgrade\"");
    }

    @Test
    void takesTheTokenFromTheCookie() throws IOException {
        assertThat(ask(path, true, "Cookie: a=b; access_token=" + issuer.token(alice)))
                .startsWith("HTTP/1.1 101");
    }

    @Test
    void echoesTheSubprotocolThatItChooses() throws IOException {
        assertThat(
                        ask(
                                path,
                                true,
                                "Authorization: Bearer " + issuer.token(alice),
                                "Sec-WebSocket-Protocol: other, chat.signals"))
                .startsWith("HTTP/1.1 101")
                .containsIgnoringCase("sec-websocket-protocol: chat.signals");
    }

    @Test
    void boundsTheSocketsOfOnePerson() {
        List<SocketClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                open.add(SocketClient.open(port(), alice, room.id()));
            }
            assertThat(SocketClient.status(port(), path, issuer.token(alice))).isEqualTo(429);
            open.removeFirst().close();
            Awaitility.await()
                    .until(() -> SocketClient.status(port(), path, issuer.token(alice)) == 101);
        } finally {
            open.forEach(SocketClient::close);
        }
    }

    /** One request by hand; the beginning of the answer. */
    private String ask(String target, boolean isUpgrade, String... headers) throws IOException {
        var request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        if (isUpgrade) {
            request.append("Connection: Upgrade\r\nUpgrade: websocket\r\n")
                    .append("Sec-WebSocket-Version: 13\r\n")
                    .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
            byte[] answer = new byte[4096];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), UTF_8);
        }
    }
}
