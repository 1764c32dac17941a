package io.tertulia.gateway.edge;

import io.tertulia.gateway.problems.ProblemWriter;
import io.tertulia.gateway.problems.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Cleans every request before the framework sees it. The framework writes addresses into traces and
 * messages of its own, so the token has to be out of the address by then, not merely out of what we
 * log.
 */
@Component
final class RequestEdge implements HttpHandlerDecoratorFactory {

    private static final Logger LOG = LoggerFactory.getLogger(RequestEdge.class);
    private static final String MDC_KEY = "request_id";

    /** Headers by which proxies speak to services; only our own may reach them. */
    private static final List<String> RESERVED_PREFIXES = List.of("x-forwarded-", "x-user-");

    private static final Set<String> RESERVED =
            Set.of(
                    "forwarded",
                    "x-real-ip",
                    "x-original-url",
                    "x-original-host",
                    "x-rewrite-url",
                    "x-http-method",
                    "x-http-method-override",
                    "x-method-override");

    private final ProblemWriter problems;
    private final Clock clock;

    RequestEdge(ProblemWriter problems, Clock clock) {
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public HttpHandler apply(HttpHandler inner) {
        return (request, response) -> handle(inner, request, response);
    }

    private Mono<Void> handle(
            HttpHandler inner, ServerHttpRequest request, ServerHttpResponse response) {
        String id = RequestIds.of(request);
        response.beforeCommit(
                () -> Mono.fromRunnable(() -> response.getHeaders().set(RequestIds.HEADER, id)));
        long start = clock.millis();
        return answer(inner, request, response, id)
                .doFinally(_ -> log(request, response, id, clock.millis() - start));
    }

    private Mono<Void> answer(
            HttpHandler inner, ServerHttpRequest request, ServerHttpResponse response, String id) {
        if (request.getURI().getHost() == null
                || request.getHeaders().getOrEmpty(HttpHeaders.HOST).size() > 1) {
            return problems.write(response, Refusal.malformed("One valid Host header is needed."));
        }
        // Which of two counts is not the same everywhere.
        if (request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION).size() > 1) {
            return problems.write(
                    response, Refusal.malformed("One Authorization header is enough."));
        }
        if (!Escapes.areUtf8(request.getURI())) {
            return problems.write(
                    response, Refusal.malformed("The escapes in the address are no UTF-8."));
        }
        return inner.handle(clean(request, id), response);
    }

    private static ServerHttpRequest clean(ServerHttpRequest request, String id) {
        var credentials = Credentials.of(request);
        return request.mutate()
                .uri(credentials.addressWithoutToken())
                .headers(
                        headers -> {
                            headers.headerNames().stream()
                                    .filter(RequestEdge::isReserved)
                                    .toList()
                                    .forEach(headers::remove);
                            credentials.applyTo(headers);
                            ForwardedHeaders.apply(request, headers);
                            headers.set(RequestIds.HEADER, id);
                        })
                .build();
    }

    private static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /** The path only: a query may hold what somebody searched for. */
    private static void log(
            ServerHttpRequest request, ServerHttpResponse response, String id, long millis) {
        HttpStatusCode status = response.getStatusCode();
        String path = request.getURI().getRawPath();
        // Not being ready yet is an answer, and whoever asks asks every second.
        boolean fault =
                status != null && status.is5xxServerError() && !path.startsWith("/actuator/");
        if (!fault && !LOG.isDebugEnabled()) {
            return;
        }
        try (var _ = MDC.putCloseable(MDC_KEY, id)) {
            LOG.atLevel(fault ? Level.WARN : Level.DEBUG)
                    .log(
                            "{} {} {} in {} ms, request {}",
                            request.getMethod(),
                            path,
                            status == null ? "-" : status.value(),
                            millis,
                            id);
        }
    }
}
