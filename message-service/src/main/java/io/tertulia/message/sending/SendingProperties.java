package io.tertulia.message.sending;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How commands are appended.
 *
 * @param patience how long a request waits for the writer's reply before it is answered with 503
 * @param mostWaiting requests that may wait at once; more are answered with 503
 */
@Validated
@ConfigurationProperties("chat.message.sending")
public record SendingProperties(
        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration patience,
        @DefaultValue("2000") @Min(1) @Max(100_000) int mostWaiting) {}
