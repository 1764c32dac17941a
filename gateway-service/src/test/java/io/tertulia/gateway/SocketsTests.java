package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.tertulia.gateway.TestSocket.Closed;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class SocketsTests {

    private static final String ROOM = "/ws/chat/01890000-0000-7000-8000-00000000003f/";

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));

    @Test
    void passesTextsBothWays() throws InterruptedException {
        stack.sockets.behave(FakeSockets.echo());
        var socket = open(ROOM);

        socket.send("hola");
        assertThat(socket.text()).isEqualTo("hola");
        String large = "ñ".repeat(30_000);
        socket.send(large);
        assertThat(socket.text()).isEqualTo(large);
        socket.sendPart("uno ", false);
        socket.sendPart("dos", true);
        assertThat(socket.text()).isEqualTo("uno dos");
        socket.closeNow();
    }

    @Test
    void passesPingsToTheService() throws InterruptedException {
        stack.sockets.behave(FakeSockets.echo());
        var socket = open(ROOM);

        socket.ping("are you there");

        assertThat(socket.pong()).isEqualTo("are you there");
        socket.closeNow();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, done",
        "1001, going away",
        "1008, policy",
        "1012, retry after 2500 ms",
        "4401, token expired",
        "4403, no longer a participant",
        "4408, too slow",
    })
    void passesTheServicesCloseAfterItsLastFrame(int code, String reason)
            throws InterruptedException {
        stack.sockets.behave(FakeSockets.sayAndClose(300, code, reason));
        var socket = open(ROOM);

        for (int i = 0; i < 300; i++) {
            assertThat(socket.text()).isEqualTo("" + i);
        }
        assertThat(socket.closed()).isEqualTo(new Closed(code, reason));
    }

    @Test
    void passesTheClientsClose() {
        var closed = new CompletableFuture<WebSocketCloseStatus>();
        stack.sockets.behave(FakeSockets.listen(closed));
        var socket = open(ROOM);

        socket.close(4000, "bye");

        assertThat(FakeSockets.await(closed).code()).isEqualTo(4000);
        assertThat(FakeSockets.await(closed).reasonText()).isEqualTo("bye");
    }

    @Test
    void tellsTheServiceThatAClientVanished() {
        var closed = new CompletableFuture<WebSocketCloseStatus>();
        stack.sockets.behave(FakeSockets.listen(closed));
        var socket = open(ROOM);

        socket.closeNow();

        assertThat(FakeSockets.await(closed)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"401, 401", "403, 403", "404, 404", "503, 503", "500, 503", "426, 426"})
    void passesTheServicesRefusalOn(int status, int expected) {
        stack.sockets.behave(FakeSockets.refuse(status));

        var answer = TestSocket.refused(stack, ROOM, "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(expected);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void passesTheServicesOwnProblemOn() {
        stack.sockets.behave(
                (_, response) ->
                        FakeService.answer(
                                response.header("Retry-After", "3"),
                                503,
                                "application/problem+json",
                                "{\"code\":\"catching_up\"}"));

        var answer = RawConnection.upgrade(stack, ROOM, "Authorization: Bearer " + token);

        assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: 3");
        assertThat(answer).endsWith("{\"code\":\"catching_up\"}");
    }

    @ParameterizedTest
    @CsvSource({"503, 7", "429, 11"})
    void passesTheServicesRetryAfterOn(int status, String seconds) {
        stack.sockets.behave(FakeSockets.refuse(status, "Retry-After", seconds));

        var answer = TestSocket.refused(stack, ROOM, "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue(seconds);
    }

    @Test
    void negotiatesTheSubprotocolThatTheServiceChooses() throws InterruptedException {
        stack.sockets.behave(FakeSockets.echo("chat.signals"));

        var socket =
                TestSocket.speaking(
                        stack, ROOM + "?token=" + token, "chat.actions", "chat.signals");

        assertThat(socket.subprotocol()).isEqualTo("chat.signals");
        assertThat(stack.sockets.last().uri()).isEqualTo(ROOM);
        socket.send("x");
        assertThat(socket.text()).isEqualTo("x");
        socket.closeNow();
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/chat/3f1c/?token=T, /ws/chat/3f1c/?dialect=signals",
        "/ws/chat/3f1c/?after=7&token=T, /ws/chat/3f1c/?after=7&dialect=signals",
        "/ws/chat/3f1c/?token=T&dialect=actions, /ws/chat/3f1c/?dialect=actions",
        "/ws/chat/?token=T, /ws/chat/?dialect=signals",
        "/ws/chat/3f1c?token=T, /ws/chat/3f1c?dialect=signals",
    })
    void takesTheTokenOutOfTheAddress(String path, String forwarded) {
        stack.sockets.behave(FakeSockets.echo());

        TestSocket.open(stack, path.replace("T", token)).closeNow();

        assertThat(stack.sockets.last().uri()).isEqualTo(forwarded);
        assertThat(stack.sockets.last().header("Authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void breaksOffWhenTheServiceDies() {
        try (var other = new GatewayStack()) {
            other.sockets.behave(FakeSockets.echo());
            var socket = TestSocket.open(other, ROOM, "Authorization", "Bearer " + token);

            other.sockets.die();

            assertThat(socket.closed()).isEqualTo(new Closed(1006, ""));
            var answer = TestSocket.refused(other, ROOM, "Authorization", "Bearer " + token);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void passesOnThatSomebodyHasTooManyRooms() {
        stack.sockets.behave(FakeSockets.refuse(409));

        var answer = TestSocket.refused(stack, "/ws/chat/", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void answersAPlainRequestWithUpgradeRequired() {
        var answer = stack.get(ROOM, "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.body()).contains("upgrade_required");
    }

    @Test
    void holdsAServiceBackThatIsFasterThanItsClient() throws Exception {
        var sent = new AtomicInteger();
        stack.sockets.behave(FakeSockets.flood(10_000, 65_536, sent));
        try (var client = RawConnection.open(stack, ROOM, "Authorization: Bearer " + token)) {
            // The client reads nothing at all: what the buffers on the way hold is all that goes.
            await().during(Duration.ofMillis(700))
                    .atMost(Duration.ofSeconds(30))
                    .until(sent::get, new Steady());
            assertThat(sent.get()).isBetween(1, 2_000);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void cutsOffAClientThatNeverReads() throws Exception {
        var ended = new CompletableFuture<Boolean>();
        var flood = FakeSockets.flood(10_000, 65_536, new AtomicInteger());
        try (var other = new GatewayStack("chat.gateway.sockets.stall=300ms")) {
            other.sockets.behave(
                    (request, response) -> {
                        request.withConnection(
                                connection ->
                                        connection
                                                .channel()
                                                .closeFuture()
                                                .addListener(_ -> ended.complete(true)));
                        return flood.apply(request, response);
                    });
            try (var client = RawConnection.open(other, ROOM, "Authorization: Bearer " + token)) {
                assertThat(ended.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
                assertThat(client.isClosed()).as("closed by us").isFalse();
            }
        }
    }

    @Test
    void waitsForAnUpgradeOnlySoLong() {
        try (var other = new GatewayStack("chat.gateway.sockets.upgrade-timeout=200ms")) {
            other.sockets.behave((_, _) -> Mono.never());

            var answer = TestSocket.refused(other, ROOM, "Authorization", "Bearer " + token);

            assertThat(answer.statusCode()).isEqualTo(503);
        }
    }

    @Test
    void stopsWithoutWaitingForOpenSockets() {
        TestSocket socket;
        long start = System.nanoTime();
        // Either wait would be longer than the stop may take, even on a machine under load.
        try (var other =
                new GatewayStack(
                        "chat.gateway.sockets.drain-timeout=60s",
                        "spring.lifecycle.timeout-per-shutdown-phase=60s")) {
            other.sockets.behave(FakeSockets.echo());
            socket = TestSocket.open(other, ROOM, "Authorization", "Bearer " + token);
            start = System.nanoTime();
        }

        assertThat(socket.closed().code()).isEqualTo(1006);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private TestSocket open(String path) {
        return TestSocket.open(stack, path, "Authorization", "Bearer " + token);
    }

    /** Matches a number that is the same as the last time. */
    private static final class Steady implements Predicate<Integer> {

        private int last = -1;

        @Override
        public boolean test(Integer now) {
            boolean same = now == last;
            last = now;
            return same && now > 0;
        }
    }
}
