package io.tertulia.guarantees.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTests {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, LOOPBACK);
        Thread.ofVirtual().start(this::echo);
        proxy = TcpProxy.before(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    private void echo() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The proxy broke the connection, as the tests ask it to.
        }
    }

    @Test
    void letsEverythingThrough() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 'a')).isEqualTo('a');
            assertThat(answer(client, 'b')).isEqualTo('b');
        }
    }

    @Test
    void isSlowInBothDirections() throws IOException {
        try (Socket client = connect()) {
            answer(client, 'a');
            proxy.slowDown(Duration.ofMillis(150));

            long start = System.nanoTime();
            answer(client, 'b');

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void breaksConnectionsWhenItGoesAwayAndTakesNewOnesWhenItComesBack() throws IOException {
        try (Socket client = connect()) {
            answer(client, 'a');

            proxy.goAway();

            assertThat(answer(client, 'b')).isEqualTo(-1);
            try (Socket next = connect()) {
                assertThat(answer(next, 'c')).isEqualTo(-1);
            }
        }
        proxy.comeBack();
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            try (Socket again = connect()) {
                                assertThat(answer(again, 'd')).isEqualTo('d');
                            }
                        });
    }

    @Test
    void theServersEndIsTheClientsEnd() throws IOException {
        server.close();

        try (Socket client = connect()) {
            assertThat(answer(client, 'a')).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(LOOPBACK, proxy.port());
    }

    private static int answer(Socket client, int sent) {
        try {
            client.getOutputStream().write(sent);
            return client.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }
}
