package io.tertulia.room.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How what is pending reaches Kafka.
 *
 * @param stripes how many rooms are published at the same time; a room always has the same stripe
 * @param queue how many rooms may wait per stripe; those beyond are left to the sweeper
 * @param entriesPerRoom how many entries may be pending in a room before further changes of it wait
 * @param sendTimeout how long Kafka may take to acknowledge one entry's events
 * @param sweepEvery how often rooms are looked for that a crash or an outage has left with
 *     something pending
 * @param retryEvery the same while publishing fails
 * @param grace how old something pending is before the sweeper takes it for forgotten
 */
@Validated
@ConfigurationProperties("chat.room.outbox")
record OutboxProperties(
        @DefaultValue("4") @Min(1) @Max(64) int stripes,
        @DefaultValue("1024") @Min(1) @Max(100_000) int queue,
        @DefaultValue("50") @Min(4) @Max(200) int entriesPerRoom,
        @DefaultValue("12s") Duration sendTimeout,
        @DefaultValue("30s") Duration sweepEvery,
        @DefaultValue("2s") Duration retryEvery,
        @DefaultValue("5s") Duration grace) {}
