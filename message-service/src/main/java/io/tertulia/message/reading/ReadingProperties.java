package io.tertulia.message.reading;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How what is read is marked and told.
 *
 * @param attempts how often a mark is tried while others mark for the same person
 * @param recentRanges marks that the document of a person in a room holds before half of them go to
 *     the archive
 * @param idsAtOnce messages of requests from sockets that are marked together at most
 * @param mostReaders readers of one message that are looked at
 * @param everybodyUpTo participants up to which everybody in a room is told what was read; in
 *     larger rooms only the reader and the senders are
 * @param publishPatience how long Kafka may take to acknowledge what is told
 */
@Validated
@ConfigurationProperties("chat.message.reading")
public record ReadingProperties(
        @DefaultValue("20") @Min(1) @Max(1_000) int attempts,
        @DefaultValue("128") @Min(2) @Max(10_000) int recentRanges,
        @DefaultValue("5000") @Min(1) @Max(100_000) int idsAtOnce,
        @DefaultValue("10000") @Min(1) @Max(100_000) int mostReaders,
        @DefaultValue("100") @Min(2) @Max(10_000) int everybodyUpTo,
        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
                Duration publishPatience) {}
