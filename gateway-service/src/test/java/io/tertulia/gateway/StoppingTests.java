package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import io.tertulia.test.frames.WireFrame;
import io.tertulia.test.frames.WireSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A gateway that stops lets the service have the last word on each socket.
 *
 * <p>The clients read the bytes themselves: the JDK's client loses bytes that arrive close behind
 * the 101, and could not tell whether the gateway does.
 */
@Timeout(120)
class StoppingTests {

    private static final String ROOM = "/ws/chat/01890000-0000-7000-8000-000000000001/";
    private static final int SOCKETS = 20;
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final WireSocket.Rest ALL =
            new WireSocket.Rest(List.of(RawService.TEXT), 1012, "3250");

    private final String token = TestIssuer.shared().token(People.someone("ana"));

    @Test
    void passesOnTheServicesLastWordAfterTheFrameThatWasUnderWay() throws InterruptedException {
        CompletableFuture<WireSocket.Rest> rest;
        try (var service = new RawService()) {
            try (var gateway = gateway(service)) {
                rest = read(open(gateway));
                service.awaitHalf();
            }

            assertThat(rest.join()).isEqualTo(ALL);
        }
    }

    @Test
    void passesItOnToClientsThatGoOnTalking() throws InterruptedException {
        List<CompletableFuture<WireSocket.Rest>> rests = new ArrayList<>();
        try (var service = new RawService()) {
            try (var gateway = gateway(service)) {
                for (int i = 0; i < SOCKETS; i++) {
                    WireSocket socket = open(gateway);
                    rests.add(read(socket));
                    Thread.ofPlatform().daemon().start(() -> talk(socket));
                }
                service.awaitHalf();
            }

            assertThat(rests)
                    .extracting(CompletableFuture::join)
                    .hasSize(SOCKETS)
                    .containsOnly(ALL);
        }
    }

    /** One whose patience outlasts a machine under load. */
    private static GatewayStack gateway(RawService service) {
        return new GatewayStack(
                "CHAT_SOCKETS_URL=" + service.url(),
                "chat.gateway.sockets.upgrade-timeout=30s",
                "chat.gateway.sockets.drain-timeout=30s");
    }

    /** Reads to the end and then closes, as a client does: the gateway waits for that. */
    private static CompletableFuture<WireSocket.Rest> read(WireSocket socket) {
        var rest = new CompletableFuture<WireSocket.Rest>();
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try (socket) {
                                rest.complete(socket.readToTheEnd());
                            } catch (RuntimeException e) {
                                rest.completeExceptionally(e);
                            }
                        });
        return rest;
    }

    private static void talk(WireSocket socket) {
        byte[] word = WireFrame.text("another word");
        boolean isOpen = true;
        while (isOpen) {
            isOpen = socket.write(word);
            // As fast as can be they would take the gateway's share of a small machine.
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private WireSocket open(GatewayStack gateway) {
        return WireSocket.open(gateway.port(), ROOM, "Authorization: Bearer " + token);
    }
}
