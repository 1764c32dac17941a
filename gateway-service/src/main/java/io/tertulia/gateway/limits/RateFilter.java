package io.tertulia.gateway.limits;

import io.tertulia.gateway.problems.Refusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses callers that are too fast, before anything is asked of a service for them. */
@Component
final class RateFilter implements WebFilter, Ordered {

    /** After the security filters (-100): a person is counted, wherever the requests come from. */
    private static final int AFTER_SECURITY = -50;

    /** What one household gets; its single addresses are for nothing to change. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private final TokenBuckets requests;
    private final TokenBuckets logins;

    RateFilter(LimitProperties limits, Clock clock) {
        this.requests =
                new TokenBuckets(
                        limits.requests().perSecond(),
                        limits.requests().burst(),
                        limits.callers(),
                        clock);
        this.logins =
                new TokenBuckets(
                        limits.logins().perSecond(),
                        limits.logins().burst(),
                        limits.callers(),
                        clock);
    }

    @Override
    public int getOrder() {
        return AFTER_SECURITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .mapNotNull(Principal::getName)
                .defaultIfEmpty("")
                .flatMap(
                        person -> {
                            Duration wait = take(exchange.getRequest(), person);
                            return wait.isZero()
                                    ? chain.filter(exchange)
                                    : Mono.error(Refusal.tooFast(wait));
                        });
    }

    private Duration take(ServerHttpRequest request, String person) {
        if (!person.isEmpty()) {
            return requests.take(person);
        }
        String path = request.getURI().getRawPath();
        boolean login =
                HttpMethod.POST.equals(request.getMethod()) && path.startsWith("/api/v1/auth/");
        return (login ? logins : requests).take(address(request));
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress client = request.getRemoteAddress();
        InetAddress address = client == null ? null : client.getAddress();
        if (address instanceof Inet6Address) {
            return HexFormat.of().formatHex(address.getAddress(), 0, IPV6_PREFIX_BYTES);
        }
        return address == null ? "unknown" : address.getHostAddress();
    }
}
