package io.tertulia.realtime.fanout;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sockets that show all rooms of their visitors.
 *
 * @param most rooms of one socket; who takes part in more opens sockets of single rooms
 * @param lookedAt rooms, of those in which something happened last, that others are told are open
 * @param patience how long the events of a room that somebody came into may take to be read
 * @param recheckEvery how often the rooms of a socket are compared with those of room-service
 */
@Validated
@ConfigurationProperties("chat.realtime.all-rooms")
public record AllRoomsProperties(
        @DefaultValue("1000") @Min(1) @Max(10_000) int most,
        @DefaultValue("50") @Min(0) @Max(1_000) int lookedAt,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("5m") Duration recheckEvery) {}
