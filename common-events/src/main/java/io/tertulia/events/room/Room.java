package io.tertulia.events.room;

import io.tertulia.events.User;
import java.time.Instant;
import java.util.UUID;

/**
 * A room as it is after an event. It names no participants: no event grows with a room.
 *
 * @param name may be empty for a direct chat, never null
 * @param description may be empty, never null
 * @param isActive false once the room is closed
 */
public record Room(
        UUID id,
        String name,
        String description,
        RoomType roomType,
        Visibility visibility,
        int participantCount,
        User createdBy,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {}
