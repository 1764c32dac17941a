package io.tertulia.gateway.edge;

import java.util.Locale;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Brings the forwarded headers back that the routing library takes out because it cannot know that
 * they are ours, or that a client named in its {@code Connection} header to have them dropped.
 */
@Component
final class ForwardedHeadersKeeper implements HttpHeadersFilter, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders kept = new HttpHeaders();
        kept.addAll(input);
        exchange.getRequest()
                .getHeaders()
                .forEach(
                        (name, values) -> {
                            if (name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-")) {
                                kept.put(name, values);
                            }
                        });
        return kept;
    }
}
