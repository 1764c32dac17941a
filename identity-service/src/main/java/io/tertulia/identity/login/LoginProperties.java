package io.tertulia.identity.login;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sessions, and how many wrong passwords are borne.
 *
 * @param refreshLifetime how long a person stays logged in without giving the password again
 * @param failuresPerUsername wrong passwords for one username in a window, after which nobody can
 *     log in to it until the window ends. Sessions that exist go on
 * @param failuresPerAddress the same for one client address, where several people may sit behind
 * @param failureWindow windows lie side by side: across a border twice as many are possible
 * @param sweepInterval how often what has run out is deleted
 */
@Validated
@ConfigurationProperties("chat.identity.login")
public record LoginProperties(
        @DurationMin(minutes = 5) @DurationMax(days = 400) @DefaultValue("30d")
                Duration refreshLifetime,
        @Min(1) @Max(1_000) @DefaultValue("10") int failuresPerUsername,
        @Min(1) @Max(100_000) @DefaultValue("50") int failuresPerAddress,
        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("5m") Duration failureWindow,
        @DurationMin(minutes = 1) @DurationMax(days = 1) @DefaultValue("1h")
                Duration sweepInterval) {}
