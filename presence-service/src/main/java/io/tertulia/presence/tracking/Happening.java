package io.tertulia.presence.tracking;

import io.tertulia.events.presence.PresenceEvent;
import java.time.Instant;

/** Something to tell about a person, and when it happened. */
record Happening(Instant at, PresenceEvent event) {}
