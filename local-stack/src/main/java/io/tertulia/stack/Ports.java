package io.tertulia.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Finds free loopback ports. Only the gateway's port is ever chosen by a person. */
final class Ports {

    private static final int ATTEMPTS = 100;

    private final Set<Integer> given = new HashSet<>();

    /** A port that is free now and was not given before. */
    int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new CannotStart("No free port can be had on the loopback interface.", e);
            }
        }
        throw new CannotStart("No free port can be had on the loopback interface.");
    }

    /**
     * Makes sure that the gateway can have its port.
     *
     * @throws CannotStart if somebody has it
     */
    static void requireFree(int port) {
        try (var socket = new ServerSocket()) {
            // A server that has just stopped leaves connections behind that do not matter.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port), 1);
        } catch (IOException e) {
            throw new CannotStart(
                    "Port %d is taken. Stop what listens there, or choose another with --port."
                            .formatted(port),
                    e);
        }
    }
}
