package io.tertulia.presence.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Gives an event the same id whenever and by whomever it is published. */
final class EventIds {

    private EventIds() {}

    static UUID of(UUID user, long sequence) {
        return UUID.nameUUIDFromBytes(("presence:" + user + ":" + sequence).getBytes(UTF_8));
    }
}
