package io.tertulia.message.membership;

import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import java.util.UUID;

/**
 * What is known of a room.
 *
 * @param version the room's version that this was learnt from; higher ones win
 */
public record RoomFacts(
        UUID room, long version, boolean isActive, RoomType roomType, Visibility visibility) {}
