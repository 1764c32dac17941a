package io.tertulia.gateway.access;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What is not a page may load nothing, should a browser show it as one. Pages, and services that
 * know better, bring their own policy.
 */
final class ContentSecurityPolicy implements ServerHttpHeadersWriter {

    private static final String HEADER = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        return Mono.fromRunnable(
                () -> {
                    HttpHeaders headers = exchange.getResponse().getHeaders();
                    if (!headers.containsHeader(HEADER)) {
                        headers.set(HEADER, NOTHING);
                    }
                });
    }
}
