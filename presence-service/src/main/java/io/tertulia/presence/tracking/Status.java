package io.tertulia.presence.tracking;

import io.tertulia.events.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of a person's presence.
 *
 * @param lastSeen when the person was last known to be connected; null if never
 */
public record Status(User user, boolean isOnline, @Nullable Instant lastSeen) {}
