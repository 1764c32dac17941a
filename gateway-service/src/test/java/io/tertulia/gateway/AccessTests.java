package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTests {

    private static final String ROOMS = "/api/v1/chat/rooms/";
    private static final String SOCKET = "/ws/chat/3f1c/";
    private static final String STRANGERS = TestIssuer.stranger().token(People.someone("ana"));

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));
    private final String expired = TestIssuer.shared().tokenExpired(People.someone("ana"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/chat/rooms/",
                "/api/v1/chat/messages/",
                "/api/v1/chat/online-status/",
                "/api/v1/anything",
                "/api/v1/chat/rooms/?token=TOKEN",
                "/api/v1/chat/rooms/?access_token=TOKEN",
                "/%61pi/v1/chat/rooms/",
            })
    void refusesThoseWhoBringNoToken(String path) {
        var answer = stack.get(path.replace("TOKEN", token));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"unauthorized\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(stack.services()).allMatch(service -> service.count() == 0);
    }

    @Test
    void isMeasuredWithTheRequestsAndNotFilterByFilter() {
        stack.get(ROOMS, "Authorization", "Bearer " + token);

        assertThat(stack.meters().find("http.server.requests").timers()).isNotEmpty();
        assertThat(stack.meters().getMeters())
                .extracting(meter -> meter.getId().getName())
                .noneMatch(name -> name.startsWith("spring.security"));
    }

    @Test
    void refusesTokensThatAreNotTheIssuers() {
        for (String bad : new String[] {expired, STRANGERS, token + "x", "x", "a.b.c", "", "ñ"}) {
            var answer = stack.get(ROOMS, "Authorization", "Bearer " + bad);
            assertThat(answer.statusCode()).as(bad).isIn(400, 401);
            assertThat(
                            RawConnection.upgrade(
                                    stack, SOCKET + "?token=" + bad.replace("ñ", "%C3%B1")))
                    .as(bad)
                    .startsWith("HTTP/1.1 401 ")
                    .contains("application/problem+json");
        }
        assertThat(stack.room.count() + stack.sockets.count()).isZero();
    }

    @Test
    void takesTheTokenFromTheHeaderOrTheCookieAndForwardsItAsAHeader() {
        assertThat(stack.get(ROOMS, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(stack.room.last().header("Authorization")).isEqualTo("Bearer " + token);

        var answer = stack.get(ROOMS, "Cookie", "theme=dark; access_token=" + token + "; x=1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stack.room.last().header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(stack.room.last().header("Cookie")).isEqualTo("theme=dark; x=1");
    }

    @Test
    void prefersTheHeaderToTheCookie() {
        var answer =
                stack.get(
                        ROOMS,
                        "Authorization",
                        "Bearer " + expired,
                        "Cookie",
                        "access_token=" + token);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void letsSocketsInByHeaderCookieOrQuery() {
        stack.sockets.behave(FakeSockets.echo());

        TestSocket.open(stack, SOCKET, "Authorization", "Bearer " + token).closeNow();
        TestSocket.open(stack, SOCKET, "Cookie", "access_token=" + token).closeNow();
        assertThat(stack.sockets.last().uri()).isEqualTo(SOCKET);
        assertThat(stack.sockets.last().headers().contains("Cookie")).isFalse();
        TestSocket.open(stack, SOCKET + "?token=" + token).closeNow();

        assertThat(stack.sockets.count()).isEqualTo(3);
        assertThat(stack.sockets.last().header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(TestSocket.refused(stack, SOCKET).statusCode()).isEqualTo(401);
    }

    @Test
    void prefersASocketsQueryToTheCookie() {
        stack.sockets.behave(FakeSockets.echo());

        TestSocket.open(stack, SOCKET + "?token=" + token, "Cookie", "access_token=" + expired)
                .closeNow();

        assertThat(stack.sockets.last().header("Authorization")).isEqualTo("Bearer " + token);
        var refused =
                TestSocket.refused(
                        stack, SOCKET + "?token=" + expired, "Cookie", "access_token=" + token);
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void tellsIdentityWhoseCookieLogsOut() {
        var answer =
                stack.send(
                        stack.request("/api/v1/auth/logout/")
                                .header("Cookie", "access_token=" + token)
                                .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stack.identity.last().header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(stack.identity.last().headers().contains("Cookie")).isFalse();
    }

    @Test
    void letsAnExpiredCookieNotKeepAnybodyFromLoggingIn() {
        var answer =
                stack.send(
                        stack.request("/api/v1/auth/login/")
                                .header("Cookie", "access_token=" + expired)
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stack.identity.last().headers().contains("Cookie")).isFalse();
        assertThat(stack.get("/", "Cookie", "access_token=" + expired).statusCode()).isEqualTo(200);
    }

    @Test
    void answersUnavailableWhileTheIssuersKeysCannotBeHad() {
        try (var other = new GatewayStack("CHAT_OIDC_JWKS=http://127.0.0.1:1/jwks")) {
            var answer = other.get(ROOMS, "Authorization", "Bearer " + token);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:PORT, true",
        "http://localhost:PORT, true",
        "https://localhost:PORT, true",
        "https://chat.example.org, true",
        "https://CHAT.example.org:443, true",
        "http://chat.example.org, false",
        "https://chat.example.org.evil.example, false",
        "https://evil.example, false",
        "http://127.0.0.1, false",
        "http://127.0.0.1:PORT.evil.example, false",
        "null, false",
        "file://, false",
        "x, false",
    })
    void opensSocketsAndChangesThingsOnlyForPagesOnTheList(String origin, boolean allowed) {
        String page = origin.replace("PORT", "" + stack.port());
        String upgraded =
                RawConnection.upgrade(
                        stack, "/ws/nothing", "Origin: " + page, "Authorization: Bearer " + token);
        var posted = post(page);
        // What changes nothing is answered; without CORS headers a page cannot read it.
        var read = stack.get(ROOMS, "Origin", page, "Cookie", "access_token=" + token);

        assertThat(upgraded).startsWith(allowed ? "HTTP/1.1 404 " : "HTTP/1.1 403 ");
        assertThat(posted.statusCode()).isEqualTo(allowed ? 200 : 403);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin").isPresent())
                .isEqualTo(allowed);
        if (!allowed) {
            assertThat(posted.body()).contains("\"code\":\"origin_not_allowed\"");
            assertThat(upgraded).contains("origin_not_allowed");
        }
    }

    @Test
    void answersPreflightsOfPagesOnTheListAlone() {
        var allowed = preflight("http://localhost:" + stack.port());
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("http://localhost:" + stack.port());
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization");

        var foreign = preflight("https://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(stack.room.count()).isZero();
    }

    @Test
    void letsAPageOnTheListReadARefusal() {
        var answer = stack.get(ROOMS, "Origin", stack.url());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(stack.url());
    }

    private HttpResponse<String> preflight(String origin) {
        return stack.send(
                stack.request(ROOMS)
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type"));
    }

    private HttpResponse<String> post(String origin) {
        return stack.send(
                stack.request(ROOMS)
                        .header("Origin", origin)
                        .header("Cookie", "access_token=" + token)
                        .POST(BodyPublishers.ofString("{}")));
    }
}
