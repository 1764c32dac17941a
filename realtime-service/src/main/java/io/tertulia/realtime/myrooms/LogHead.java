package io.tertulia.realtime.myrooms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a room's log ends.
 *
 * @param lastSeq 0 if nobody has written to the room
 * @param lastActivityAt null if nobody has written to the room
 */
public record LogHead(long lastSeq, @Nullable Instant lastActivityAt) {}
