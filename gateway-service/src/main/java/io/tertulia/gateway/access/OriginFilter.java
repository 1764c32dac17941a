package io.tertulia.gateway.access;

import io.tertulia.gateway.problems.ProblemWriter;
import io.tertulia.gateway.problems.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps foreign pages from acting with a person's cookie, and answers CORS for those on the list.
 * The rule looks at the method and the upgrade, never at the path: no spelling of a path gets
 * around it. A request without {@code Origin} comes from no page.
 */
@Component
final class OriginFilter implements WebFilter, Ordered {

    /** Before the security filters (-100), so that a page on the list can read a 401 too. */
    private static final int BEFORE_SECURITY = -110;

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<HttpMethod> METHODS =
            List.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE);
    private static final List<String> REQUEST_HEADERS =
            List.of(
                    HttpHeaders.AUTHORIZATION,
                    HttpHeaders.CONTENT_TYPE,
                    "X-Request-Id",
                    HttpHeaders.RANGE,
                    HttpHeaders.IF_RANGE,
                    HttpHeaders.IF_NONE_MATCH);
    private static final List<String> RESPONSE_HEADERS =
            List.of(
                    "X-Request-Id",
                    HttpHeaders.RETRY_AFTER,
                    HttpHeaders.LOCATION,
                    HttpHeaders.CONTENT_DISPOSITION,
                    HttpHeaders.CONTENT_RANGE,
                    HttpHeaders.ACCEPT_RANGES,
                    HttpHeaders.ETAG);

    private final Origins origins;
    private final AccessProperties properties;
    private final ProblemWriter problems;

    OriginFilter(AccessProperties properties, ProblemWriter problems) {
        this.origins = new Origins(properties.allowedOrigins());
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return BEFORE_SECURITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String origin = request.getHeaders().getOrigin();
        if (origin == null) {
            return chain.filter(exchange);
        }
        boolean allowed = origins.allows(origin, request);
        boolean api = request.getURI().getRawPath().startsWith("/api/");
        if (allowed && api) {
            permitReading(exchange, origin);
        }
        if (api && isPreflight(request)) {
            return allowed ? preflight(exchange) : refuse(exchange);
        }
        return allowed || isHarmless(request) ? chain.filter(exchange) : refuse(exchange);
    }

    private Mono<Void> refuse(ServerWebExchange exchange) {
        return problems.write(exchange.getResponse(), Refusal.foreignOrigin());
    }

    private Mono<Void> preflight(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.setAccessControlAllowMethods(METHODS);
        headers.setAccessControlAllowHeaders(REQUEST_HEADERS);
        headers.setAccessControlMaxAge(properties.preflightAge());
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    private static void permitReading(ServerWebExchange exchange, String origin) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.setAccessControlAllowOrigin(origin);
        headers.setAccessControlAllowCredentials(true);
        headers.setAccessControlExposeHeaders(RESPONSE_HEADERS);
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }

    private static boolean isPreflight(ServerHttpRequest request) {
        return HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaders().containsHeader("Access-Control-Request-Method");
    }

    /** Changes nothing and opens nothing, and without CORS headers the page cannot read it. */
    private static boolean isHarmless(ServerHttpRequest request) {
        boolean socket =
                request.getHeaders().getOrEmpty(HttpHeaders.UPGRADE).stream()
                        .anyMatch(u -> u.toLowerCase(Locale.ROOT).contains("websocket"));
        return SAFE.contains(request.getMethod()) && !socket;
    }
}
