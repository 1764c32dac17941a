package io.tertulia.presence.status;

import io.tertulia.events.User;
import io.tertulia.presence.tracking.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What clients see of a person's presence.
 *
 * @param lastSeen when the person was last known to be connected; null if never
 */
record OnlineStatus(User user, boolean isOnline, @Nullable Instant lastSeen) {

    /** The status of a person who is known by another source, too, and may never have connected. */
    static OnlineStatus of(User user, @Nullable Status status) {
        return status == null
                ? new OnlineStatus(user, false, null)
                : new OnlineStatus(status.user(), status.isOnline(), status.lastSeen());
    }
}
