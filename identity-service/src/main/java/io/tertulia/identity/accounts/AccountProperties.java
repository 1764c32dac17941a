package io.tertulia.identity.accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are kept.
 *
 * @param hashStrength bcrypt's cost: each step up doubles the work of a log-in and of a guess.
 *     Below 10 is for tests only
 * @param hashPatience how long somebody waits for a turn at hashing before being asked to come back
 */
@Validated
@ConfigurationProperties("chat.identity.accounts")
public record AccountProperties(
        @Min(4) @Max(16) @DefaultValue("10") int hashStrength,
        @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("5s")
                Duration hashPatience) {}
