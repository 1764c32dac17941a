package io.tertulia.gateway.edge;

import java.net.InetSocketAddress;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Tells the services the address that the client used, so that links in their answers lead here.
 * Behind a trusted proxy {@code server.forward-headers-strategy=native} has put the proxy's word
 * into the request before this.
 */
final class ForwardedHeaders {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private ForwardedHeaders() {}

    /**
     * @param request its address must have a host
     */
    static void apply(ServerHttpRequest request, HttpHeaders headers) {
        URI address = request.getURI();
        String scheme = address.getScheme() == null ? "http" : address.getScheme();
        int port =
                address.getPort() >= 0
                        ? address.getPort()
                        : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        headers.set("X-Forwarded-Proto", scheme);
        headers.set("X-Forwarded-Host", address.getHost());
        headers.set("X-Forwarded-Port", Integer.toString(port));
        InetSocketAddress client = request.getRemoteAddress();
        if (client != null && client.getAddress() != null) {
            headers.set("X-Forwarded-For", client.getAddress().getHostAddress());
        }
    }
}
