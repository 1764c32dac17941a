package io.tertulia.web;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets in whoever brings a token of the trusted issuer, and nobody else. The health endpoints are
 * open: whoever can reach a service's port may ask how it is.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(TokenProperties.class)
public class TokenSecurityConfiguration {

    private static final Duration KEYS_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration KEYS_READ_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    SecurityFilterChain tokenSecurity(
            HttpSecurity http, JsonMapper mapper, JwtDecoder decoder, TokenProperties tokens) {
        var problems = new SecurityProblems(mapper);
        // The issuer of a token stays who it was: the first time is enough to look at that.
        var verified =
                new VerifiedTokens(
                        decoder, JwtValidators.createDefault(), tokens, Ticker.systemTicker());
        return http.authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers("/actuator/health/**", "/error")
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                // No cookie is read here: the gateway turns it into a header, so there is nothing
                // that a foreign page could make a browser send.
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.decoder(verified))
                                        .authenticationEntryPoint(problems)
                                        .accessDeniedHandler(problems)
                                        .withObjectPostProcessor(answeringWith(problems)))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(problems)
                                        .accessDeniedHandler(problems))
                .build();
    }

    /** The keys are fetched while somebody waits, so neither at once nor for ever. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer keysWithinBounds() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(KEYS_CONNECT_TIMEOUT);
        requests.setReadTimeout(KEYS_READ_TIMEOUT);
        return decoder -> decoder.restOperations(new RestTemplate(requests));
    }

    /** A request is measured as a whole: to measure each filter, too, costs more than some do. */
    @Bean
    SecurityObservationSettings unmeasuredFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Without this the filter would throw on, past all handlers, when the issuer's keys cannot be
     * had.
     */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringWith(
            SecurityProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(problems::commence);
                return filter;
            }
        };
    }
}
