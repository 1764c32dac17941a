package io.tertulia.web;

import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * For which tokens the signature need not be verified again.
 *
 * @param known how many verified tokens are remembered at most; 0 verifies each at each request
 * @param knownFor how long one is remembered, and so how much longer a key is honoured that the
 *     issuer has withdrawn
 */
@Validated
@ConfigurationProperties("chat.tokens")
record TokenProperties(
        @DefaultValue("2000") @PositiveOrZero int known,
        @DefaultValue("1m") @DurationMin @DurationMax(minutes = 5) Duration knownFor) {}
