package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Sinks;

/** Files go through as they are: with the service's own headers, and without being held here. */
@Timeout(60)
class AttachmentsTests {

    private static final String PATH = "/api/v1/chat/attachments/3/";
    private static final int PART = 100_000;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type", "image/png",
                    "Content-Disposition", "inline; filename=\"a.png\"; filename*=UTF-8''a.png",
                    "Content-Security-Policy", "default-src 'none'; sandbox",
                    "Cross-Origin-Resource-Policy", "same-site",
                    "X-Content-Type-Options", "nosniff",
                    "Cache-Control", "max-age=86400, private, immutable",
                    "Vary", "Authorization, Cookie",
                    "ETag", "\"3\"",
                    "Accept-Ranges", "bytes",
                    "Content-Range", "bytes 0-1/9");

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));

    private void answerWithHeaders(int status) {
        stack.message.behave(
                (_, response) -> {
                    HEADERS.forEach(response::header);
                    return FakeService.answer(response, status, "image/png", "ab");
                });
    }

    @Test
    void passesTheServicesHeadersOnAsTheyAre() {
        answerWithHeaders(206);

        HttpResponse<String> answer =
                stack.get(PATH, "Authorization", "Bearer " + token, "Range", "bytes=0-1");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(stack.message.last().header("Range")).isEqualTo("bytes=0-1");
        HEADERS.forEach(
                (name, value) ->
                        assertThat(answer.headers().allValues(name))
                                .as(name)
                                .containsExactly(value));
    }

    @Test
    void picturesOfAPageComeWithItsCookie() {
        answerWithHeaders(200);

        HttpResponse<String> answer = stack.get(PATH, "Cookie", "a=b; access_token=" + token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stack.message.last().header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(stack.get(PATH).statusCode()).isEqualTo(401);
    }

    @Test
    void pagesOnTheListMayReadWhatDownloadsSay() {
        answerWithHeaders(206);
        String page = "https://b.example";

        HttpResponse<String> answer =
                stack.get(PATH, "Authorization", "Bearer " + token, "Origin", page);

        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("Content-Disposition", "Content-Range", "ETag", "Accept-Ranges");
    }

    @Test
    void aDownloadStreamsThrough() throws IOException {
        Sinks.Many<byte[]> parts = Sinks.many().unicast().onBackpressureBuffer();
        stack.message.behave(
                (_, response) ->
                        response.send(parts.asFlux().map(Unpooled::wrappedBuffer), _ -> true));
        parts.tryEmitNext(new byte[PART]).orThrow();

        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body =
                        client.sendAsync(
                                        stack.request(PATH)
                                                .header("Authorization", "Bearer " + token)
                                                .build(),
                                        BodyHandlers.ofInputStream())
                                .join()
                                .body()) {
            // The service has not sent more than this yet, and goes on only afterwards.
            assertThat(body.readNBytes(PART).length).isEqualTo(PART);
            parts.tryEmitNext(new byte[] {7}).orThrow();
            parts.tryEmitComplete().orThrow();
            assertThat(body.readAllBytes()).containsExactly(7);
        }
    }

    @Test
    void anUploadStreamsThrough() throws IOException {
        var received = new AtomicInteger();
        stack.message.behave(
                (request, response) ->
                        request.receive()
                                .doOnNext(bytes -> received.addAndGet(bytes.readableBytes()))
                                .then(FakeService.answer(response, 201, "{}")));
        byte[] part = new byte[PART];
        Arrays.fill(part, (byte) 7);

        try (HttpClient client = HttpClient.newHttpClient();
                var input = new PipedInputStream(2 * PART)) {
            CompletableFuture<HttpResponse<Void>> answer;
            try (var output = new PipedOutputStream(input)) {
                answer = upload(client, input);
                output.write(part);
                output.flush();
                // The rest is written only when the service has seen some of the first part.
                await().atMost(Duration.ofSeconds(30)).until(() -> received.get() > 0);
                output.write(part);
            }

            assertThat(answer.join().statusCode()).isEqualTo(201);
            assertThat(received.get()).isEqualTo(2 * PART);
        }
    }

    private CompletableFuture<HttpResponse<Void>> upload(HttpClient client, InputStream body) {
        return client.sendAsync(
                stack.request("/api/v1/chat/attachments/")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofInputStream(() -> body))
                        .build(),
                BodyHandlers.discarding());
    }
}
