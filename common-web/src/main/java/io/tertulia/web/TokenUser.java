package io.tertulia.web;

import io.tertulia.events.User;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads the person out of a verified token. */
public final class TokenUser {

    private TokenUser() {}

    /**
     * The person that the token was issued to. An issuer that knows a name only as a whole ({@code
     * name}) has it shown as the first name.
     *
     * @throws ProblemException 401 if the token's subject is no UUID
     */
    public static User from(Jwt token) {
        UUID id = id(token.getSubject());
        String username = claim(token, "preferred_username");
        boolean hasParts = token.hasClaim("given_name") || token.hasClaim("family_name");
        return new User(
                id,
                username.isEmpty() ? id.toString() : username,
                claim(token, hasParts ? "given_name" : "name"),
                claim(token, "family_name"));
    }

    private static UUID id(@Nullable String subject) {
        try {
            return UUID.fromString(subject == null ? "" : subject);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    HttpStatus.UNAUTHORIZED, "unauthorized", "The token's subject is no UUID.");
        }
    }

    private static String claim(Jwt token, String name) {
        String value = token.getClaimAsString(name);
        return value == null ? "" : value;
    }
}
