package io.tertulia.realtime.asking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InquirerTests {

    private final CountDownLatch isOver = new CountDownLatch(1);
    private final HttpServer server;
    private final Inquirer inquirer;

    InquirerTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/endless", this::beginToAnswer);
        server.createContext("/sick", exchange -> answer(exchange, 500, "sick"));
        server.createContext("/well", InquirerTests::echo);
        inquirer =
                new Inquirer(
                        "some-service",
                        new Inquirer.Bounds(
                                List.of(address("/sick"), address("/well/")),
                                Duration.ofSeconds(1),
                                Duration.ofMillis(2_000),
                                1,
                                Duration.ofMillis(100)));
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        isOver.countDown();
        server.stop(0);
    }

    @Test
    void asksTheNextInstanceWhereOneIsSick() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            assertThat(text(inquirer.get("/path?x=1", "secret")))
                    .isEqualTo("GET /well/path?x=1 Bearer secret ");
            assertThat(text(inquirer.post("/path", "[1]".getBytes(UTF_8), "secret")))
                    .isEqualTo("POST /well/path Bearer secret [1]");
        }
    }

    @Test
    @Timeout(30)
    void doesNotWaitForAnAnswerThatNeverEnds() throws InterruptedException {
        var impatient =
                new Inquirer(
                        "some-service",
                        new Inquirer.Bounds(
                                List.of(address("/endless")),
                                Duration.ofSeconds(1),
                                Duration.ofMillis(300),
                                1,
                                Duration.ofMillis(100)));
        for (int i = 0; i < 2; i++) {
            assertThat(impatient.get("/", "token"))
                    .isEqualTo(new Reply.Away("some-service does not answer in time"));
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static String text(Reply reply) {
        return reply instanceof Reply.Given(int _, String body) ? body : reply.toString();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        answer(
                exchange,
                200,
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                body));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void beginToAnswer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("{".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        try {
            boolean isEnding = isOver.await(20, TimeUnit.SECONDS);
            assertThat(isEnding).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
