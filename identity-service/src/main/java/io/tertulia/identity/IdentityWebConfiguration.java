package io.tertulia.identity;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** How this service's port behaves: open to everybody, strict about what it is sent. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class IdentityWebConfiguration {

    /**
     * Everything here is for people who are not logged in yet, so nothing asks for a token. Least
     * of all may a stale one be refused: a browser whose cookie has run out sends it along with the
     * very login that replaces it. What remains of the filters are the safe response headers, among
     * them {@code Cache-Control: no-store} for tokens.
     */
    @Bean
    SecurityFilterChain openDoor(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // Nothing that changes anything trusts a cookie alone but logout, and the cookie is
                // SameSite=Lax: a foreign page cannot make a browser send it with a POST.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** A number is no password: text fields take text only. */
    @Bean
    JsonMapperBuilderCustomizer strictText() {
        return builder ->
                builder.withCoercionConfig(
                        LogicalType.Textual,
                        text -> {
                            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                            text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                            text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                        });
    }
}
