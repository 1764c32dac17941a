package io.tertulia.realtime.sockets;

import io.tertulia.events.User;
import io.tertulia.realtime.protocol.Dialect;

/**
 * Who is at the other end of a socket.
 *
 * @param token the person's own, verified; message-service is asked with it
 * @param tokenEndsMillis when the token expires, in milliseconds of the epoch
 */
public record Visitor(User user, String token, long tokenEndsMillis, Dialect dialect) {

    /** Without the token, which must not reach a log. */
    @Override
    public String toString() {
        return "%s (%s)".formatted(user.id(), dialect);
    }
}
