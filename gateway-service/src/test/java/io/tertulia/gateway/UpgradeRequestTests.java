package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The request that opens a socket is over when the socket is open. */
class UpgradeRequestTests {

    private static final String ROOM = "/ws/chat/3f1c/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));

    @Test
    void isCountedWhileTheSocketIsOpen() throws InterruptedException {
        stack.sockets.behave(FakeSockets.echo());
        long before = upgrades();
        var socket = TestSocket.open(stack, ROOM, "Authorization", "Bearer " + token);

        await().atMost(PATIENCE).until(() -> upgrades() > before);

        socket.send("hola");
        assertThat(socket.text()).isEqualTo("hola");
        socket.closeNow();
    }

    @Test
    void isAnsweredOnceAndAllElseIsTheServices() {
        stack.sockets.behave(FakeSockets.sayAndClose(2, 1000, "bye"));

        String all = RawConnection.upgrade(stack, ROOM, "Authorization: Bearer " + token);

        assertThat(all).startsWith("HTTP/1.1 101 Switching Protocols\r\n");
        assertThat(all.substring(all.indexOf("\r\n\r\n")))
                .isEqualTo("\r\n\r\n\u0081\u00010\u0081\u00011\u0088\u0005\u0003\u00e8bye");
    }

    private long upgrades() {
        return stack.meters().find("http.server.requests").tag("status", "101").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
