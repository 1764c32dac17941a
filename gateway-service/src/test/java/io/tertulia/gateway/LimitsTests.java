package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTests {

    private static final int MEBIBYTE = 1 << 20;

    private final String token = TestIssuer.shared().token(People.someone("ana"));

    @Test
    void refusesABodyThatIsTooLarge() {
        var stack = GatewayStack.shared();
        for (BodyPublisher body :
                new BodyPublisher[] {known(MEBIBYTE + 1), chunked(MEBIBYTE + 1)}) {
            var answer = post(stack, "/api/v1/chat/messages/", body);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"too_large\"");
        }
        assertThat(stack.message.count()).isZero();
    }

    @Test
    void takesABodyUpToTheLimit() {
        var stack = GatewayStack.shared();

        assertThat(post(stack, "/api/v1/chat/messages/", chunked(MEBIBYTE)).statusCode())
                .isEqualTo(200);
        assertThat(stack.message.last().body()).hasSize(MEBIBYTE);
        assertThat(post(stack, "/api/v1/chat/messages/", known(MEBIBYTE)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesLargerUploads() {
        var stack = GatewayStack.shared();

        assertThat(post(stack, "/api/v1/chat/attachments/", known(5 * MEBIBYTE)).statusCode())
                .isEqualTo(200);
        assertThat(stack.message.last().body()).hasSize(5 * MEBIBYTE);
        assertThat(post(stack, "/api/v1/chat/attachments/", known(26 * MEBIBYTE + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void tellsWhoAsksFirstBeforeTheBodyIsSent() {
        String answer = announce(MEBIBYTE + 1, "Expect: 100-continue\r\nConnection: close\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void doesNotWaitForAHugeBody() {
        assertThat(announce(9_000_000_000L, "")).startsWith("HTTP/1.1 413 ");
    }

    /** What is answered to a body that never comes. */
    private String announce(long bytes, String headers) {
        var stack = GatewayStack.shared();
        String answer =
                RawConnection.exchange(
                        stack,
                        "POST /api/v1/chat/messages/ HTTP/1.1\r\nHost: x\r\n"
                                + ("Authorization: Bearer " + token + "\r\n")
                                + ("Content-Length: " + bytes + "\r\n" + headers + "\r\n"));
        assertThat(stack.message.count()).isZero();
        return answer;
    }

    @Test
    void refusesWhoIsTooFastAndNobodyElse() {
        try (var stack =
                new GatewayStack(
                        "chat.gateway.limits.requests.per-second=1",
                        "chat.gateway.limits.requests.burst=5",
                        "chat.gateway.limits.logins.per-second=1",
                        "chat.gateway.limits.logins.burst=2")) {
            var last =
                    IntStream.range(0, 7)
                            .mapToObj(_ -> rooms(stack, token))
                            .reduce((_, later) -> later)
                            .orElseThrow();
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(last.body()).contains("\"code\":\"too_fast\"");
            assertThat(stack.room.count()).isLessThan(7);

            String other = TestIssuer.shared().token(People.someone("luis"));
            assertThat(rooms(stack, other).statusCode()).isEqualTo(200);

            long refusedLogins =
                    IntStream.range(0, 4)
                            .map(_ -> post(stack, "/api/v1/auth/login/", known(2)).statusCode())
                            .filter(status -> status == 429)
                            .count();
            assertThat(refusedLogins).isPositive();
            assertThat(rooms(stack, other).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void countsLoginsHoweverTheirPathIsWrittenAndTokensThatAreRefused() {
        try (var stack =
                new GatewayStack(
                        "chat.gateway.limits.requests.per-second=1",
                        "chat.gateway.limits.requests.burst=5",
                        "chat.gateway.limits.logins.per-second=1",
                        "chat.gateway.limits.logins.burst=1")) {
            var logins =
                    IntStream.range(0, 4)
                            .map(_ -> post(stack, "/api/v1/%61uth/login/", known(2)).statusCode())
                            .boxed()
                            .toList();
            assertThat(logins).contains(200, 429);

            var guesses =
                    IntStream.range(0, 8)
                            .mapToObj(i -> rooms(stack, token + i).statusCode())
                            .toList();
            assertThat(guesses).contains(401, 429).doesNotContain(200);
            assertThat(rooms(stack, token).statusCode()).as("a good token").isEqualTo(200);
        }
    }

    private HttpResponse<String> rooms(GatewayStack stack, String who) {
        return stack.get("/api/v1/chat/rooms/", "Authorization", "Bearer " + who);
    }

    private HttpResponse<String> post(GatewayStack stack, String path, BodyPublisher body) {
        return stack.send(
                stack.request(path).header("Authorization", "Bearer " + token).POST(body));
    }

    private static BodyPublisher known(int bytes) {
        return BodyPublishers.ofByteArray(new byte[bytes]);
    }

    /** Of a length that is not announced. */
    private static BodyPublisher chunked(int bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    }
}
