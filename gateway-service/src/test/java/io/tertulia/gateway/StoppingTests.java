package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.gateway.TestSocket.Closed;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that stops lets the service have the last word on each socket. */
@Timeout(60)
class StoppingTests {

    private static final String ROOM = "/ws/chat/01890000-0000-7000-8000-000000000001/";

    private final String token = TestIssuer.shared().token(People.someone("ana"));

    @Test
    void passesOnTheServicesLastWordAfterTheFrameThatWasUnderWay() throws InterruptedException {
        try (var service = new RawService()) {
            TestSocket socket;
            try (var gateway = new GatewayStack("CHAT_SOCKETS_URL=" + service.url())) {
                socket = open(gateway);
                service.awaitHalf();
            }

            assertThat(socket.text()).isEqualTo(RawService.TEXT);
            assertThat(socket.closed()).isEqualTo(new Closed(1012, "3250"));
        }
    }

    @Test
    void passesItOnToClientsThatGoOnTalking() throws InterruptedException {
        try (var service = new RawService()) {
            List<TestSocket> sockets = new ArrayList<>();
            List<Thread> talkers = new ArrayList<>();
            try (var gateway = new GatewayStack("CHAT_SOCKETS_URL=" + service.url())) {
                for (int i = 0; i < 20; i++) {
                    TestSocket socket = open(gateway);
                    sockets.add(socket);
                    talkers.add(Thread.ofVirtual().start(() -> talk(socket)));
                }
                service.awaitHalf();
            }

            assertThat(sockets)
                    .allSatisfy(
                            socket ->
                                    assertThat(socket.closed())
                                            .isEqualTo(new Closed(1012, "3250")));
            for (Thread talker : talkers) {
                talker.join();
            }
        }
    }

    private static void talk(TestSocket socket) {
        try {
            while (true) {
                socket.send("another word");
            }
        } catch (CompletionException closed) {
            assertThat(closed).hasCauseInstanceOf(Exception.class);
        }
    }

    private TestSocket open(GatewayStack gateway) {
        return TestSocket.open(gateway, ROOM, "Authorization", "Bearer " + token);
    }
}
