package io.tertulia.presence.tracking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How presence is kept.
 *
 * @param grace how long a closed room stays open in everybody's eyes, so that a reloaded page, a
 *     moved socket or a deployment is no leaving and coming back
 * @param sweepInterval how often this instance looks for leases that fell silent, rooms whose grace
 *     has passed and events that a crash left unpublished
 * @param sweepBatch the most people read and written in one go
 * @param republishAfter after how long an event that is stored but not known to be published is
 *     taken for forgotten and published again
 * @param publishTimeout how long to wait for Kafka's acknowledgement of one round of events
 * @param longestLease what a longer time to live of a lease is cut to
 * @param mostRooms the most rooms of one lease that are looked at
 */
@Validated
@ConfigurationProperties("chat.presence")
public record PresenceProperties(
        @NotNull @DefaultValue("2s") Duration grace,
        @NotNull @DefaultValue("1s") Duration sweepInterval,
        @Min(1) @Max(10_000) @DefaultValue("500") int sweepBatch,
        @NotNull @DefaultValue("5s") Duration republishAfter,
        @NotNull @DefaultValue("10s") Duration publishTimeout,
        @NotNull @DefaultValue("5m") Duration longestLease,
        @Min(1) @Max(10_000) @DefaultValue("1000") int mostRooms) {}
