package io.tertulia.gateway.sockets;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** The client's headers for the service's side of the handshake. */
final class HandshakeHeaders {

    /** Those that belong to one connection. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "host",
                    "connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "content-length",
                    "expect",
                    "upgrade",
                    "proxy-authorization",
                    "proxy-connection");

    private HandshakeHeaders() {}

    /** Copies them; key, extensions and subprotocols are agreed on by the two ends alone. */
    static void copy(HttpHeaders from, io.netty.handler.codec.http.HttpHeaders to) {
        from.forEach(
                (name, values) -> {
                    if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                        to.set(name, values);
                    }
                });
    }
}
