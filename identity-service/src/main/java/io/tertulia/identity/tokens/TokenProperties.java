package io.tertulia.identity.tokens;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The tokens this service signs.
 *
 * @param issuer the product's public address, which tokens carry as {@code iss}; with {@code https}
 *     the cookie is sent over TLS only
 * @param accessLifetime how long an access token is good for. Nothing can take one back, so this is
 *     also how long a person who logged out could still be read along with
 * @param keyRotation how long one key signs before the next takes over
 * @param keySecret encrypts the private keys in the database if given: 32 characters or more that
 *     nobody can guess, the same for all instances. Empty leaves them readable to whoever can read
 *     the database
 */
@Validated
@ConfigurationProperties("chat.identity.tokens")
public record TokenProperties(
        @NotNull @DefaultValue("http://localhost:8080") URI issuer,
        @DurationMin(minutes = 1) @DurationMax(days = 1) @DefaultValue("1h")
                Duration accessLifetime,
        @DurationMin(hours = 1) @DurationMax(days = 400) @DefaultValue("30d") Duration keyRotation,
        @Pattern(
                        regexp = "|.{32,}",
                        flags = Pattern.Flag.DOTALL,
                        message = "must be empty or at least 32 characters")
                @DefaultValue("")
                String keySecret) {

    /** Whether clients reach the product over TLS only. */
    public boolean isPublicOverTls() {
        return "https".equalsIgnoreCase(issuer.getScheme());
    }

    /** The secret stays out of logs and error reports. */
    @Override
    public String toString() {
        return "TokenProperties[issuer=%s, accessLifetime=%s, keyRotation=%s]"
                .formatted(issuer, accessLifetime, keyRotation);
    }
}
