package io.tertulia.gateway.files;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What our page may load: its own files, and pictures that it made itself. WebSockets to its own
 * host are named apart, since not every browser counts them as the same origin.
 */
final class PagePolicy {

    private PagePolicy() {}

    static void write(ServerHttpRequest request, HttpHeaders headers) {
        URI address = request.getURI();
        String host =
                address.getPort() < 0
                        ? address.getHost()
                        : address.getHost() + ":" + address.getPort();
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws://"
                        + host
                        + " wss://"
                        + host
                        + "; object-src 'none'; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors 'none'");
    }
}
