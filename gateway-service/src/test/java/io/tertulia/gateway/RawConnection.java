package io.tertulia.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Sends bytes that no proper client would send, and reads whatever comes until the end. */
final class RawConnection {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final List<String> UPGRADE =
            List.of(
                    "Connection: Upgrade, close",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    private RawConnection() {}

    /**
     * @param request must ask for the connection to be closed, or be answered so
     */
    static String exchange(GatewayStack stack, String request) {
        return exchange(stack, request, false);
    }

    /** Ends its side after these bytes. */
    static String cutOff(GatewayStack stack, String request) {
        return exchange(stack, request, true);
    }

    private static String exchange(GatewayStack stack, String request, boolean ends) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), stack.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            if (ends) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A GET of a request target exactly as given. */
    static String get(GatewayStack stack, String target, String... headers) {
        return exchange(stack, request(stack, target, List.of("Connection: close"), headers));
    }

    /** An upgrade that must be refused. */
    static String upgrade(GatewayStack stack, String target, String... headers) {
        return exchange(stack, request(stack, target, UPGRADE, headers));
    }

    /** A socket that has asked for an upgrade and reads nothing. */
    static Socket open(GatewayStack stack, String target, String... headers) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), stack.port());
        socket.getOutputStream()
                .write(request(stack, target, UPGRADE, headers).getBytes(ISO_8859_1));
        return socket;
    }

    private static String request(
            GatewayStack stack, String target, List<String> common, String... headers) {
        List<String> lines = new ArrayList<>();
        lines.add("GET " + target + " HTTP/1.1");
        lines.add("Host: 127.0.0.1:" + stack.port());
        lines.addAll(common);
        lines.addAll(List.of(headers));
        return String.join("\r\n", lines) + "\r\n\r\n";
    }
}
