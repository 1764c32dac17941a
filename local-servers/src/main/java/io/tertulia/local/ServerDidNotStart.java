package io.tertulia.local;

import org.jspecify.annotations.Nullable;

/** A local server could not be started; the message says why, and what to do about it. */
public final class ServerDidNotStart extends RuntimeException {

    /** Without a cause: the message says all there is to know. */
    public ServerDidNotStart(String message) {
        super(message);
    }

    /** With the failure that was met. */
    public ServerDidNotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
