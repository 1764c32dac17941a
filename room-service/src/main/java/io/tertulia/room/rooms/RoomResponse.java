package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.room.heads.RoomHead;
import io.tertulia.room.rules.RoomState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A room as clients see it.
 *
 * @param participants the longest-standing, at most {@link RoomState#FRONT}
 * @param lastMessage as message-service gives it
 */
record RoomResponse(
        UUID id,
        String name,
        String description,
        RoomType roomType,
        Visibility visibility,
        List<ParticipantResponse> participants,
        int participantCount,
        User createdBy,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt,
        @Nullable JsonNode lastMessage,
        long unreadCount,
        long lastSeq) {

    static RoomResponse of(RoomState state, RoomHead head) {
        Room room = state.room();
        return new RoomResponse(
                room.id(),
                room.name(),
                room.description(),
                room.roomType(),
                room.visibility(),
                state.front().stream().map(ParticipantResponse::of).toList(),
                room.participantCount(),
                room.createdBy(),
                room.isActive(),
                room.createdAt(),
                room.updatedAt(),
                head.lastMessage(),
                head.unreadCount(),
                head.lastSeq());
    }
}
