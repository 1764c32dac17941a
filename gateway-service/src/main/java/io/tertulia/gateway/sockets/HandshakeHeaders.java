package io.tertulia.gateway.sockets;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** The client's headers for the service's side of the handshake. */
final class HandshakeHeaders {

    /** Those that belong to one connection; the WebSocket client writes its own. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "host",
                    "connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "content-length",
                    "upgrade",
                    "proxy-authorization",
                    "proxy-connection");

    private HandshakeHeaders() {}

    static void copy(HttpHeaders from, io.netty.handler.codec.http.HttpHeaders to) {
        from.forEach(
                (name, values) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (!OF_THE_CONNECTION.contains(lower) && !lower.startsWith("sec-websocket-")) {
                        to.set(name, values);
                    }
                });
    }
}
