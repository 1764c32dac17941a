package io.tertulia.message.writing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the writer reads commands.
 *
 * @param group the consumer group that shares the partitions out among the instances
 * @param instanceId where set, a restarted instance takes its partitions back at once instead of
 *     after the session time-out; it must be another one for every instance
 * @param maxBatch commands in a batch at most
 * @param poll how long a poll waits when there is nothing; a stop takes about that long
 * @param session after which silence of an instance another one takes over its rooms; Kafka accepts
 *     no less than 6 s unless its broker is told to
 * @param publishPatience how long Kafka may take to acknowledge a batch's events
 * @param firstRetry the pause after a batch failed for the first time; it doubles each time
 * @param longestRetry the longest pause between two tries
 * @param cachedRooms rooms whose head is kept in memory, with what the last 64 people to write
 *     there have sent: 7 kB at most each
 */
@Validated
@ConfigurationProperties("chat.message.writer")
public record WriterProperties(
        @DefaultValue("message-service.writer") String group,
        @Nullable String instanceId,
        @DefaultValue("500") @Min(1) @Max(5_000) int maxBatch,
        @DefaultValue("250ms") @DurationMin(millis = 10) @DurationMax(seconds = 5) Duration poll,
        @DefaultValue("6s") @DurationMin(seconds = 1) @DurationMax(minutes = 5) Duration session,
        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 1)
                Duration publishPatience,
        @DefaultValue("100ms") @DurationMin(millis = 10) @DurationMax(seconds = 10)
                Duration firstRetry,
        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
                Duration longestRetry,
        @DefaultValue("10000") @Min(0) @Max(1_000_000) int cachedRooms) {}
