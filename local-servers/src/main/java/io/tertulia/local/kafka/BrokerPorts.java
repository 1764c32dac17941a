package io.tertulia.local.kafka;

import io.tertulia.local.ServerDidNotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** The two ports of a broker, both known to be free a moment ago. */
record BrokerPorts(int clients, int controller) {

    // The operating system gives none of these to a connection or a socket that asks for any port.
    // So nothing but another broker, looking at the same moment, can take one before Kafka binds.
    private static final int FREE_CHOICE_FROM = 20_000;
    private static final int FREE_CHOICE_TO = 32_000;
    private static final int ATTEMPTS = 100;

    /** Both sockets are open at the same time, so that the two ports differ. */
    static BrokerPorts choose(KafkaSettings settings) {
        try (ServerSocket clients = open(settings.port());
                ServerSocket controller = open(settings.controllerPort())) {
            return new BrokerPorts(clients.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new ServerDidNotStart("Kafka could not look for free ports", e);
        }
    }

    private static ServerSocket open(int port) throws IOException {
        return port == 0 ? openAny() : openNamed(port);
    }

    private static ServerSocket openAny() throws IOException {
        IOException last = new IOException("no attempt");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(FREE_CHOICE_FROM, FREE_CHOICE_TO));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static ServerSocket openNamed(int port) {
        try {
            return bind(port);
        } catch (IOException e) {
            throw new ServerDidNotStart(
                    ("Kafka cannot listen on 127.0.0.1:%d (%s). "
                                    + "Stop what uses that port, or give another.")
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As the broker does it: a port whose old connections linger can be taken again.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
