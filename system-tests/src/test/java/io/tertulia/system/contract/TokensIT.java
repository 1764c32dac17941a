package io.tertulia.system.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tertulia.system.Forger;
import io.tertulia.system.Person;
import io.tertulia.system.SharedTertulia;
import io.tertulia.system.TertuliaProcess;
import io.tertulia.test.frames.WireSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a token that the issuer did not give opens nothing, wherever it is shown: the gateway, each
 * service behind it (which may be reached past it, inside a cluster), and both doors for sockets.
 */
class TokensIT {

    private static final TertuliaProcess TERTULIA = SharedTertulia.get();
    private static final Person ALICE = Person.register(TERTULIA, "alice");
    private static final String ROOM = ALICE.createRoom("Tokens");
    private static final Map<String, String> BAD = Forger.with(TERTULIA, ALICE).badTokens(ALICE);

    /** Where a person's things are had, of each service. */
    private static final List<List<String>> DOORS =
            List.of(
                    List.of("gateway-service", "/api/v1/chat/users/me/"),
                    List.of("room-service", "/api/v1/chat/users/me/"),
                    List.of("room-service", "/api/v1/chat/rooms/" + ROOM + "/"),
                    List.of("message-service", "/api/v1/chat/messages/"),
                    List.of("message-service", "/api/v1/chat/rooms/" + ROOM + "/changes/?after=0"),
                    List.of("presence-service", "/api/v1/chat/online-status/my_status/"));

    static Stream<String> bad() {
        return BAD.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void opensNothing(String name) {
        String token = Objects.requireNonNull(BAD.get(name));
        for (List<String> door : DOORS) {
            assertThat(status(door, token)).as("%s: %s", name, door).isEqualTo(401);
        }
        for (int port : List.of(TERTULIA.port(), TERTULIA.socketPort())) {
            for (String path : List.of("/ws/chat/" + ROOM + "/", "/ws/chat/")) {
                assertThatRefuses(port, path, "Authorization: Bearer " + token);
                assertThatRefuses(port, path, "Cookie: access_token=" + token);
                assertThatRefuses(port, path + "?token=" + token, "X: y");
            }
        }
    }

    @Test
    void aGoodTokenOpensAllOfThem() {
        for (List<String> door : DOORS) {
            assertThat(status(door, ALICE.token())).as(door.toString()).isEqualTo(200);
        }
        for (int port : List.of(TERTULIA.port(), TERTULIA.socketPort())) {
            String bearer = "Authorization: Bearer " + ALICE.token();
            try (WireSocket socket = WireSocket.open(port, "/ws/chat/" + ROOM + "/", bearer)) {
                assertThat(socket.awaitText("\"ready\"")).contains(ROOM);
            }
        }
    }

    private static int status(List<String> door, String token) {
        URI base = URI.create(TERTULIA.addressOf(door.getFirst()));
        return Person.send(
                        HttpRequest.newBuilder(base.resolve(door.getLast()))
                                .header("Authorization", "Bearer " + token))
                .status();
    }

    private static void assertThatRefuses(int port, String path, String header) {
        assertThatIllegalStateException()
                .isThrownBy(() -> WireSocket.open(port, path, header).close())
                .withMessageContaining("HTTP/1.1 401");
    }
}
