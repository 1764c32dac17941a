package io.tertulia.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Verifies a signature once, and remembers for a little while whose it was: people ask with the
 * same token again and again, and verifying it costs more than most answers. Whatever changes with
 * time is looked at each time, above all whether the token has expired.
 *
 * <p>A token is known by its digest, over all of it and so over the signature, too. No token can be
 * read out of here, only what its claims say; and what was refused is not remembered.
 */
final class VerifiedTokens implements JwtDecoder {

    private static final String NOT_KEPT = "not kept";

    private final JwtDecoder verifier;
    private final OAuth2TokenValidator<Jwt> eachTime;
    private final Cache<ByteBuffer, Jwt> known;

    /**
     * @param verifier verifies the signature, and checks all that there is to check
     * @param eachTime checks what may be otherwise the next time
     */
    VerifiedTokens(
            JwtDecoder verifier,
            OAuth2TokenValidator<Jwt> eachTime,
            TokenProperties properties,
            Ticker ticker) {
        this.verifier = verifier;
        this.eachTime = eachTime;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(properties.known())
                        .expireAfterWrite(properties.knownFor())
                        .ticker(ticker)
                        // Tidying up is short, and not worth a thread of somebody else's pool.
                        .executor(Runnable::run)
                        .build();
    }

    @Override
    public Jwt decode(String token) {
        ByteBuffer digest = digest(token);
        Jwt before = known.getIfPresent(digest);
        if (before == null) {
            Jwt verified = verifier.decode(token);
            known.put(digest, copy(verified, NOT_KEPT));
            return verified;
        }
        Jwt again = copy(before, token);
        OAuth2TokenValidatorResult result = eachTime.validate(again);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token is not valid any more", result.getErrors());
        }
        return again;
    }

    private static Jwt copy(Jwt jwt, String token) {
        return new Jwt(
                token, jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getHeaders(), jwt.getClaims());
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
