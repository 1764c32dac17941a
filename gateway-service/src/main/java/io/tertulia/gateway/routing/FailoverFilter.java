package io.tertulia.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a request to an instance of its service, and to the next one if that cannot be reached. A
 * request that may have been received goes elsewhere only if it changes nothing.
 */
@Component
final class FailoverFilter implements GlobalFilter, Ordered {

    /** The route's service, in its metadata. */
    static final String SERVICE = "service";

    /** Routes need an address; this filter replaces it. */
    static final String ANY_INSTANCE = "http://any-instance.invalid:80";

    private final Upstreams upstreams;

    FailoverFilter(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        Service service = (Service) Objects.requireNonNull(route.getMetadata().get(SERVICE));
        ServerHttpRequest request = exchange.getRequest();
        boolean repeatable =
                HttpMethod.GET.equals(request.getMethod())
                        || HttpMethod.HEAD.equals(request.getMethod());
        return upstreams.tryEach(
                service,
                upstreams.inTurn(service),
                e ->
                        repeatable && e instanceof IOException && !hasAnswer(exchange)
                                ? Upstreams.Verdict.ELSEWHERE
                                : Upstreams.Verdict.GIVE_UP,
                instance -> {
                    URI address = request.getURI();
                    exchange.getAttributes()
                            .put(
                                    GATEWAY_REQUEST_URL_ATTR,
                                    instance.at(address.getRawPath(), address.getRawQuery()));
                    exchange.getAttributes().remove(GATEWAY_ALREADY_ROUTED_ATTR);
                    return chain.filter(exchange);
                });
    }

    /** From then on the client has seen part of an answer. */
    private static boolean hasAnswer(ServerWebExchange exchange) {
        return exchange.getAttribute(CLIENT_RESPONSE_ATTR) != null
                || exchange.getResponse().isCommitted();
    }
}
