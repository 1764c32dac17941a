package io.tertulia.local.kafka;

import io.tertulia.local.ServerDidNotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The two ports of a broker, both known to be free a moment ago. */
record BrokerPorts(int clients, int controller) {

    /**
     * Both sockets are open at the same time, so that the two ports differ. Between closing them
     * and the broker's own binding another process can take one: then the broker says so.
     */
    static BrokerPorts choose(KafkaSettings settings) {
        try (ServerSocket clients = bind(settings.port());
                ServerSocket controller = bind(settings.controllerPort())) {
            return new BrokerPorts(clients.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new ServerDidNotStart("Kafka could not look for free ports", e);
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
            throw new ServerDidNotStart(
                    ("Kafka cannot listen on 127.0.0.1:%d (%s). "
                                    + "Stop what uses that port, or give another.")
                            .formatted(port, e.getMessage()),
                    e);
        }
    }
}
