package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTests {

    private static final String ROOMS = "/api/v1/chat/rooms/";

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));
    private final String bearer = "Authorization: Bearer " + token;

    @Test
    void tellsServicesThePublicAddressAndNotWhatTheClientClaims() {
        RawConnection.get(
                stack,
                ROOMS,
                bearer,
                "X-Forwarded-For: 10.1.2.3",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /evil",
                "Forwarded: host=evil.example;for=10.1.2.3",
                "X-Real-IP: 10.1.2.3",
                "X-User-Id: admin",
                "x-user-roles: admin",
                "X-Original-URL: /internal/",
                "X-HTTP-Method-Override: DELETE");

        var seen = stack.room.last();
        assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.header("X-Forwarded-Host")).isEqualTo("127.0.0.1");
        assertThat(seen.header("X-Forwarded-Port")).isEqualTo("" + stack.port());
        assertThat(seen.header("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(seen.headers().entries())
                .noneMatch(e -> e.getValue().contains("evil") || e.getValue().contains("admin"))
                .noneMatch(e -> e.getValue().contains("10.1.2.3"));
        for (String gone :
                List.of("X-Real-IP", "X-User-Id", "X-Original-URL", "X-HTTP-Method-Override")) {
            assertThat(seen.headers().contains(gone)).as(gone).isFalse();
        }
    }

    @Test
    void tellsTheSocketServiceTheSame() {
        stack.sockets.behave(FakeSockets.echo());

        TestSocket.open(
                        stack,
                        "/ws/chat/1/?token=" + token,
                        "X-Forwarded-For",
                        "10.1.2.3",
                        "X-User-Id",
                        "admin")
                .closeNow();

        assertThat(stack.sockets.last().header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(stack.sockets.last().headers().contains("X-User-Id")).isFalse();
        assertThat(stack.sockets.last().header("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abc-1.2_3, true", "'', false", "a b, false", "a\"b, false"})
    void keepsASaneRequestIdAndReplacesAnother(String id, boolean kept) {
        var answer = RawConnection.get(stack, ROOMS, bearer, "X-Request-Id: " + id);

        String forwarded = stack.room.last().header("X-Request-Id");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .containsOnlyOnce("x-request-id: " + forwarded);
        assertThat(forwarded.equals(id)).isEqualTo(kept);
        assertThat(forwarded).matches("[A-Za-z0-9._-]{1,64}");
    }

    @Test
    void replacesARequestIdThatIsTooLong() {
        RawConnection.get(stack, ROOMS, bearer, "X-Request-Id: " + "a".repeat(65));

        assertThat(stack.room.last().header("X-Request-Id")).hasSizeLessThan(65);
    }

    @Test
    void namesTheRequestInWhatItRefuses() {
        var answer = stack.get(ROOMS, "X-Request-Id", "mine");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("mine");
    }

    @Test
    void takesATokenOutOfEveryAddress() {
        stack.get(
                ROOMS + "?page=2&token=secret&%74oken=secret", "Authorization", "Bearer " + token);

        assertThat(stack.room.last().uri()).isEqualTo(ROOMS + "?page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/chat/rooms/..%2f..%2finternal/",
                "/api/v1/chat/rooms/../../../../internal/room-heads/",
                "/api/v1/chat/rooms/%2e%2e/%2e%2e/internal/",
                "/api/v1/auth/../chat/rooms/",
                "/api/v1/auth/..;/chat/rooms/",
                "/api/v1/auth;x=1/login/",
                "/api/v1/auth/%2e%2e/chat/rooms/",
                "/api/v1/chat/rooms/1%2fmessages",
                "//api/v1/chat/rooms/",
                "/api/v1//chat/rooms/",
                "/api/v1/chat\\rooms/",
                "/api/v1/chat/rooms/%00",
                "/api/v1/chat/rooms/%0d%0aX:%20y",
                "/api/v1/chat/rooms/%zz",
                "/api/v1/chat/rooms/%252e%252e/",
                "/ws/../internal/",
                "*",
                "internal/room-heads",
            })
    void refusesPathsThatCouldMeanTwoThings(String target) {
        String answer = RawConnection.get(stack, target, bearer);

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(answer).contains("application/problem+json").contains("\"malformed\"");
        assertThat(stack.services()).allMatch(service -> service.count() == 0);
    }

    @Test
    void readsThePathOutOfAnAbsoluteTarget() {
        assertThat(RawConnection.get(stack, "http://evil.example/internal/room-heads/", bearer))
                .startsWith("HTTP/1.1 404 ");
        assertThat(RawConnection.get(stack, "http://evil.example/api/v1/chat/rooms/"))
                .startsWith("HTTP/1.1 401 ");
        assertThat(stack.services()).allMatch(service -> service.count() == 0);
    }

    @Test
    void needsExactlyOneHost() {
        String start = "GET / HTTP/1.1\r\nConnection: close\r\n";

        assertThat(RawConnection.exchange(stack, start + "Host: a\r\nHost: b\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(RawConnection.exchange(stack, start + "Host: a b/<c>\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void answersAProblemToWhatIsNoHttp() {
        assertThat(RawConnection.exchange(stack, "HELLO\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json");
        assertThat(RawConnection.get(stack, "/" + "x".repeat(9000)))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json");
        assertThat(RawConnection.get(stack, "/", "X-Large: " + "x".repeat(17_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json");
    }

    @Test
    void doesNotLetABodyCarryASecondRequest() {
        String answer =
                RawConnection.exchange(
                        stack,
                        String.join(
                                "\r\n",
                                "POST /api/v1/auth/login/ HTTP/1.1",
                                "Host: x",
                                "Content-Length: 4",
                                "Transfer-Encoding: chunked",
                                "Connection: close",
                                "",
                                "0",
                                "",
                                "GET /internal/ HTTP/1.1",
                                "Host: x",
                                "",
                                ""));

        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(stack.services().stream().mapToInt(FakeService::count).sum())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void refusesMethodsThatNobodyKnows() {
        for (String method : List.of("TRACE", "FOO")) {
            var answer = stack.send(stack.request(ROOMS).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("malformed");
        }
    }

    @Test
    void hidesTheConnectionHeadersOfClientsFromServices() {
        RawConnection.get(stack, ROOMS, bearer, "TE: trailers", "Proxy-Authorization: Basic x");

        assertThat(stack.room.last().headers().contains("TE")).isFalse();
        assertThat(stack.room.last().headers().contains("Proxy-Authorization")).isFalse();
    }
}
