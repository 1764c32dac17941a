package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a request that two servers could read in two ways reaches no service, or in one way. */
class HostileRequestsTests {

    private static final String LOGIN = "/api/v1/auth/login/";

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));
    private final String bearer = "Authorization: Bearer " + token;

    /** Ways to smuggle a second request in the body of the first: name, headers, body. */
    private record Smuggled(String name, List<String> headers, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String SECOND = "GET /internal/room-heads/ HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String CHUNKED = "0\r\n\r\n" + SECOND;
    private static final String CHUNKS = "Transfer-Encoding: chunked";

    static Stream<Smuggled> smuggled() {
        return Stream.of(
                with("two lengths", SECOND, "Content-Length: 0", "Content-Length: 44"),
                with("a list of lengths", SECOND, "Content-Length: 0, 44"),
                with("a length with a sign", SECOND, "Content-Length: +0"),
                with("less than nothing", SECOND, "Content-Length: -1"),
                with("a length in hex", SECOND, "Content-Length: 0x0"),
                with("a huge length", SECOND, "Content-Length: 99999999999999999999"),
                with("length and chunks", CHUNKED, "Content-Length: 4", CHUNKS),
                with("chunks and length", CHUNKED, CHUNKS, "Content-Length: 4"),
                with("chunks twice", CHUNKED, CHUNKS, "Transfer-Encoding: identity"),
                with("chunks by another name", CHUNKED, "Transfer-Encoding: xchunked"),
                with("chunks, but not last", CHUNKED, "Transfer-Encoding: chunked, gzip"),
                with("a blank before the colon", CHUNKED, "Transfer-Encoding : chunked"),
                with("a folded header", CHUNKED, "Transfer-Encoding:", "  chunked"),
                with("a chunk that is no number", "zz\r\n" + SECOND, CHUNKS),
                with("a chunk of 2^64", "10000000000000000\r\n" + SECOND, CHUNKS),
                with("a chunk less than nothing", "-1\r\n" + SECOND, CHUNKS));
    }

    private static Smuggled with(String name, String body, String... headers) {
        return new Smuggled(name, List.of(headers), body);
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void noBodyCarriesASecondRequest(Smuggled each) {
        var lines = new ArrayList<>(List.of("POST " + LOGIN + " HTTP/1.1", "Host: x"));
        lines.addAll(each.headers());
        lines.add("Connection: close");

        String answer =
                RawConnection.exchange(
                        stack, String.join("\r\n", lines) + "\r\n\r\n" + each.body());

        assertThat(answer.split("HTTP/1\\.1 \\d", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(answer).doesNotContain("HTTP/1.1 5").doesNotContain("\tat ");
        assertThat(stack.room.count()).isZero();
        assertThat(stack.identity.count()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "Content-Length: 50\r\n\r\nhello",
            })
    void halfABodyIsNotPassedOnAsAWholeOne(String rest) {
        String half = "POST " + LOGIN + " HTTP/1.1\r\nHost: x\r\n" + rest;
        String whole = LOGIN + "?whole";

        assertThat(RawConnection.cutOff(stack, half)).doesNotContain("HTTP/1.1 5");
        RawConnection.get(stack, whole);

        assertThat(stack.identity.count()).isEqualTo(1);
        assertThat(stack.identity.last().uri()).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/room-heads/",
                "/internal/",
                "/INTERNAL/room-heads/",
                "/%69nternal/room-heads/",
                "/api/v1/internal/room-heads/",
                "/api/v1/chat/internal/",
                "/actuator",
                "/actuator/",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers/ROOT",
                "/actuator/prometheus",
                "/actuator/health/../env",
                "/actuator/health/..%2fenv",
                "/%61ctuator/env",
                "/actuator;x/env",
                "/room-service/actuator/env",
                "/api/v1/chat/actuator/env",
                "/error",
                "/jwks",
            })
    void nothingInternalIsReached(String path) {
        String answer = RawConnection.get(stack, path, bearer);

        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*").contains("application/problem+json");
        assertThat(stack.services())
                .allMatch(
                        service ->
                                service.count() == 0 || !service.last().uri().contains("internal"));
        assertThat(stack.services())
                .allMatch(
                        service ->
                                service.count() == 0
                                        || !service.last().uri().contains("actuator/env"));
    }

    @Test
    void twoTokensAreNone() {
        String other = TestIssuer.stranger().token(People.someone("mallory"));
        for (String[] pair :
                new String[][] {
                    {bearer, "Authorization: Bearer " + other},
                    {"Authorization: Bearer " + other, bearer},
                    {bearer, bearer},
                    {"Authorization: Basic YTpi", bearer},
                }) {
            assertThat(RawConnection.get(stack, "/api/v1/chat/rooms/", pair))
                    .matches("(?s)HTTP/1\\.1 40[01] .*");
            assertThat(RawConnection.upgrade(stack, "/ws/chat/1/", pair))
                    .matches("(?s)HTTP/1\\.1 40[01] .*");
        }
        assertThat(stack.room.count() + stack.sockets.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: a\u0000b",
                "X\u0000: a",
                " X: a",
                "X Y: a",
                ": a",
                "no colon",
                "X: a\rInjected: b",
            })
    void aHeaderThatIsNoneIsRefusedOrPassedOnAsOne(String header) {
        String answer = RawConnection.get(stack, "/api/v1/chat/rooms/", bearer, header);

        assertThat(answer).doesNotContain("HTTP/1.1 5").doesNotContain("\tat ");
        assertThat(stack.room.count() == 0 || !stack.room.last().headers().contains("Injected"))
                .isTrue();
    }

    @Test
    void tooManyHeadersAreRefused() {
        var headers = new ArrayList<>(List.of(bearer));
        for (int i = 0; i < 700; i++) {
            headers.add("X-H" + i + ": " + "y".repeat(20));
        }

        assertThat(RawConnection.get(stack, "/api/v1/chat/rooms/", headers.toArray(String[]::new)))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json");
    }

    /** The gateway unpacks nothing; what a service does with it is the service's to say. */
    @Test
    void aPackedBodyIsPassedOnPackedAndCountedPacked() throws IOException {
        byte[] bomb = gzipped(20 << 20);
        var answer =
                stack.send(
                        stack.request("/api/v1/chat/messages/")
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(bomb)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stack.message.last().body().length()).isBetween(1, bomb.length);
        assertThat(stack.message.last().header("Content-Encoding")).isEqualTo("gzip");
    }

    private static byte[] gzipped(int zeros) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[zeros]);
        }
        return packed.toByteArray();
    }
}
