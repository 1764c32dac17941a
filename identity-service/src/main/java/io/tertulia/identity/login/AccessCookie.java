package io.tertulia.identity.login;

import io.tertulia.identity.tokens.TokenProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The cookie that carries the access token for web pages, out of reach of their scripts. */
@Component
final class AccessCookie {

    private static final String NAME = "access_token";

    private final TokenProperties properties;

    AccessCookie(TokenProperties properties) {
        this.properties = properties;
    }

    /** The cookie that sets the token, for as long as the token is good. */
    String with(String token) {
        return cookie(token, properties.accessLifetime());
    }

    /** The cookie that takes it away. */
    String cleared() {
        return cookie("", Duration.ZERO);
    }

    Optional<String> in(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
    }

    private String cookie(String value, Duration age) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(properties.isPublicOverTls())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }
}
