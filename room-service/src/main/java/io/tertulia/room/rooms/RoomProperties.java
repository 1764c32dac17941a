package io.tertulia.room.rooms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of rooms.
 *
 * @param participants how many people a room may hold
 * @param roomsPerUser how many rooms somebody may take part in; people who join many rooms at the
 *     same moment may get a few more
 * @param attempts how often a change is tried again when somebody else has changed the room
 * @param patience how long a change waits for other changes of the same room in this instance
 * @param retryAfter what a client is told when a room is changed faster than that
 */
@Validated
@ConfigurationProperties("chat.room.limits")
record RoomProperties(
        @DefaultValue("10000") @Min(2) @Max(1_000_000) int participants,
        @DefaultValue("1000") @Min(1) @Max(10_000) int roomsPerUser,
        @DefaultValue("20") @Min(1) @Max(1_000) int attempts,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("1s") Duration retryAfter) {}
