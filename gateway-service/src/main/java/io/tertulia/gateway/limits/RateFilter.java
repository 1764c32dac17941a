package io.tertulia.gateway.limits;

import io.tertulia.gateway.problems.Refusal;
import java.security.Principal;
import java.time.Duration;
import org.springframework.core.Ordered;
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

    private final CallerRates rates;

    RateFilter(CallerRates rates) {
        this.rates = rates;
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
                            Duration wait =
                                    person.isEmpty()
                                            ? rates.takeUnknown(exchange.getRequest())
                                            : rates.takeAs(person);
                            return wait.isZero()
                                    ? chain.filter(exchange)
                                    : Mono.error(Refusal.tooFast(wait));
                        });
    }
}
