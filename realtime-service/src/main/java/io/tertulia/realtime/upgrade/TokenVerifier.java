package io.tertulia.realtime.upgrade;

import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.sockets.Visitor;
import io.tertulia.web.ProblemException;
import io.tertulia.web.TokenUser;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Finds out who a token belongs to. May fetch the issuer's keys, so it must not run on a loop. */
final class TokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    private final JwtDecoder decoder;

    TokenVerifier(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * The person that the token was issued to.
     *
     * @throws Refused if it is not valid, or if the issuer's keys cannot be had
     */
    Visitor verify(String token, Dialect dialect) throws Refused {
        try {
            Jwt jwt = decoder.decode(token);
            Instant ends = jwt.getExpiresAt();
            return new Visitor(
                    TokenUser.from(jwt),
                    token,
                    ends == null ? Long.MAX_VALUE : ends.toEpochMilli(),
                    dialect);
        } catch (BadJwtException | ProblemException e) {
            LOG.debug("A token is refused: {}", e.getMessage());
            throw Refused.unauthorized("The token is not valid: log in again.");
        } catch (JwtException e) {
            LOG.warn("Tokens cannot be verified: {}", e.getMessage());
            throw Refused.unavailable("Tokens cannot be verified now; try again.");
        }
    }
}
