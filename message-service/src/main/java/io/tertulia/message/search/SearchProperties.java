package io.tertulia.message.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are searched.
 *
 * @param mostTerms terms that are stored of one message; those of the rest of a longer one are not
 * @param mostRooms rooms of a caller that are looked into
 * @param mostHits messages that a search finds, counts and pages through, the newest ones
 * @param patience how long a search may take before it is answered with 503
 * @param mostAtOnce searches of this instance that the database works on at the same time; more
 *     wait, at most as long as the patience
 * @param rebuildBatch messages that are read from the room log and indexed together
 * @param rebuildPause after each batch, so that nobody waits for the rebuilding
 */
@Validated
@ConfigurationProperties("chat.message.search")
record SearchProperties(
        @DefaultValue("1000") @Min(10) @Max(10_000) int mostTerms,
        @DefaultValue("1000") @Min(1) @Max(10_000) int mostRooms,
        @DefaultValue("1000") @Min(100) @Max(100_000) int mostHits,
        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 30) Duration patience,
        @DefaultValue("4") @Min(1) @Max(1_000) int mostAtOnce,
        @DefaultValue("500") @Min(1) @Max(5_000) int rebuildBatch,
        @DefaultValue("50ms") @DurationMin(millis = 0) @DurationMax(seconds = 10)
                Duration rebuildPause) {}
