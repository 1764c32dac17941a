package io.tertulia.identity.tokens;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.time.Instant;

/**
 * A key pair and the time in which it signs.
 *
 * @param period the rotation period that it was made for; there is one key for each
 * @param pair with the private part
 */
record SigningKey(KeyPeriod period, RSAKey pair) {

    /** Whether a token signed with this key may still be good. */
    boolean isNeededAt(Instant now, Duration tokenLifetime) {
        return now.isBefore(period.end().plus(tokenLifetime).plus(KeyPeriod.CLOCK_SKEW));
    }

    /** Never the pair itself: it would print the private part. */
    @Override
    public String toString() {
        return "SigningKey[%s, kid=%s]".formatted(period.id(), pair.getKeyID());
    }
}
