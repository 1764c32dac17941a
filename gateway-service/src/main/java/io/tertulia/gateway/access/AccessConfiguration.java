package io.tertulia.gateway.access;

import static org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy.SAME_ORIGIN;
import static org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter.CrossOriginResourcePolicy.SAME_SITE;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.channel.ChannelOption;
import io.tertulia.gateway.limits.CallerRates;
import io.tertulia.gateway.problems.ProblemWriter;
import io.tertulia.gateway.problems.Refusal;
import java.time.Duration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/**
 * A token of the trusted issuer is needed for all that belongs to a person. What is open ignores
 * tokens altogether, so that an expired cookie does not keep anybody from logging in.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class AccessConfiguration {

    /** What the page needs nothing of; sound and pictures are files that people choose. */
    private static final String NO_DEVICES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final ServerWebExchangeMatcher PERSONAL =
            new AndServerWebExchangeMatcher(
                    pathMatchers("/api/v1/**", "/ws/**"),
                    new NegatedServerWebExchangeMatcher(pathMatchers("/api/v1/auth/**")));

    @Bean
    @Order(1)
    SecurityWebFilterChain personal(
            ServerHttpSecurity http,
            ProblemWriter problems,
            CallerRates rates,
            ReactiveJwtDecoder decoder,
            AccessProperties properties) {
        // The issuer of a token stays who it was: the first time is enough to look at that.
        var tokens =
                new VerifiedTokens(
                        decoder,
                        JwtValidators.createDefault(),
                        properties.tokens(),
                        Ticker.systemTicker());
        ServerAuthenticationEntryPoint unauthorized =
                (exchange, _) -> {
                    // Whom no valid token names the later filter for rates never sees.
                    Duration wait = rates.takeUnknown(exchange.getRequest());
                    return problems.write(
                            exchange.getResponse(),
                            wait.isZero() ? Refusal.unauthorized() : Refusal.tooFast(wait));
                };
        ServerAccessDeniedHandler forbidden =
                (exchange, _) ->
                        problems.write(
                                exchange.getResponse(),
                                Refusal.of(HttpStatus.FORBIDDEN, "This is not allowed."));
        return house(http)
                .securityMatcher(PERSONAL)
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.jwtDecoder(tokens))
                                        .authenticationEntryPoint(unauthorized)
                                        .accessDeniedHandler(forbidden))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(unauthorized)
                                        .accessDeniedHandler(forbidden))
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain open(ServerHttpSecurity http) {
        return house(http)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    /** A request is measured as a whole: to measure each filter, too, costs more than some do. */
    @Bean
    SecurityObservationSettings unmeasuredFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Paths that could mean one thing here and another behind: 400. */
    @Bean
    ServerExchangeRejectedHandler rejectedPaths(ProblemWriter problems) {
        return (exchange, _) ->
                problems.write(
                        exchange.getResponse(),
                        Refusal.malformed("The address or a header is not well-formed."));
    }

    /** Boot's own decoder waits for the issuer as long as the network does. */
    @Bean
    JwkSetUriReactiveJwtDecoderBuilderCustomizer keysTimeout(
            AccessProperties properties, ReactorResourceFactory eventLoops) {
        var client =
                HttpClient.create(eventLoops.getConnectionProvider())
                        .runOn(eventLoops.getLoopResources())
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) properties.keysTimeout().toMillis())
                        .responseTimeout(properties.keysTimeout());
        return builder ->
                builder.webClient(
                        WebClient.builder()
                                .clientConnector(new ReactorClientHttpConnector(client))
                                .build());
    }

    /** No sessions and no forms; the CSRF rule is {@link OriginFilter}'s. */
    private static ServerHttpSecurity house(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(
                        headers ->
                                headers.referrerPolicy(
                                                policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                                        .permissionsPolicy(policy -> policy.policy(NO_DEVICES))
                                        .crossOriginOpenerPolicy(
                                                policy -> policy.policy(SAME_ORIGIN))
                                        // Not the origin alone: pages on the list show pictures.
                                        .crossOriginResourcePolicy(
                                                policy -> policy.policy(SAME_SITE))
                                        .writer(new ContentSecurityPolicy()));
    }
}
