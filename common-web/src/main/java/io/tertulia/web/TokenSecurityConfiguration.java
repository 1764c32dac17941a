package io.tertulia.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets in whoever brings a token of the trusted issuer, and nobody else. The health endpoints are
 * open: whoever can reach a service's port may ask how it is.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class TokenSecurityConfiguration {

    @Bean
    SecurityFilterChain tokenSecurity(HttpSecurity http, JsonMapper mapper) {
        var problems = new SecurityProblems(mapper);
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
                                server.jwt(jwt -> {})
                                        .authenticationEntryPoint(problems)
                                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(problems)
                                        .accessDeniedHandler(problems))
                .build();
    }
}
