package io.tertulia.realtime.roomlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoomLogTests {

    private final CountDownLatch isOver = new CountDownLatch(1);
    private final HttpServer server;
    private final RoomLog log;

    RoomLogTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::beginToAnswer);
        var properties =
                new RoomLogProperties(
                        List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(300),
                        200,
                        1,
                        Duration.ofMillis(100));
        log = new RoomLog(HttpClient.newHttpClient(), properties);
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
    @Timeout(10)
    void doesNotWaitForAnAnswerThatNeverEnds() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            assertThat(log.after(UUID.randomUUID(), 0, "token"))
                    .isEqualTo(new LogAnswer.Away("message-service does not answer in time"));
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
