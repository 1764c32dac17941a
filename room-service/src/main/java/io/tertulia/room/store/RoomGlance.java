package io.tertulia.room.store;

import java.time.Instant;
import java.util.UUID;

/** As much of a room as it takes to put it into its place in a list. */
public record RoomGlance(UUID id, boolean isActive, Instant updatedAt) {}
