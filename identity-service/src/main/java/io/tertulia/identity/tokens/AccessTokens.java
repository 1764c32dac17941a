package io.tertulia.identity.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tertulia.events.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Issues the access tokens that all services accept. */
@Component
public class AccessTokens {

    /** Whom the tokens are meant for. */
    public static final String AUDIENCE = "tertulia";

    private static final String SESSION_CLAIM = "sid";

    private final TokenProperties properties;
    private final Clock clock;
    private final JwtEncoder encoder;
    private final JwtDecoder signatureOnly;

    AccessTokens(SigningKeys keys, TokenProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        JWKSource<SecurityContext> signing =
                (selector, context) -> selector.select(new JWKSet(keys.signing()));
        this.encoder = new NimbusJwtEncoder(signing);
        this.signatureOnly = signatureOnly(keys, properties);
    }

    /**
     * A token that proves who its bearer is, to this product's services.
     *
     * @param session the session it belongs to, null for one that belongs to none
     */
    public String issue(User user, @Nullable UUID session) {
        Instant now = clock.instant();
        var claims =
                JwtClaimsSet.builder()
                        .issuer(properties.issuer().toString())
                        .subject(user.id().toString())
                        .audience(List.of(AUDIENCE))
                        .issuedAt(now)
                        .expiresAt(now.plus(properties.accessLifetime()))
                        .id(UUID.randomUUID().toString())
                        .claim("preferred_username", user.username())
                        .claim("given_name", user.firstName())
                        .claim("family_name", user.lastName())
                        .claim("name", fullName(user));
        if (session != null) {
            claims.claim(SESSION_CLAIM, session.toString());
        }
        var header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    /**
     * The session of a token that this service has signed, whether or not its time is over; empty
     * for anything else.
     */
    public Optional<UUID> sessionOf(String token) {
        try {
            String session = signatureOnly.decode(token).getClaimAsString(SESSION_CLAIM);
            return Optional.ofNullable(session).map(UUID::fromString);
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String fullName(User user) {
        String name = (user.firstName() + " " + user.lastName()).strip();
        return name.isEmpty() ? user.username() : name;
    }

    /** An expired token must still be able to end its session, so its times are not looked at. */
    private static JwtDecoder signatureOnly(SigningKeys keys, TokenProperties properties) {
        JWKSource<SecurityContext> published =
                (selector, context) -> selector.select(keys.published());
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(published).build();
        OAuth2TokenValidator<Jwt> issuerOnly =
                new JwtIssuerValidator(properties.issuer().toString());
        decoder.setJwtValidator(issuerOnly);
        return decoder;
    }
}
