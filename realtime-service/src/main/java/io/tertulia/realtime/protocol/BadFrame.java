package io.tertulia.realtime.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A client frame that cannot be understood; its text is written for the client. Carries no stack
 * trace: a client must not be able to make the server fill one for every frame it sends.
 */
public final class BadFrame extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String clientId;
    private final String code;

    BadFrame(@Nullable String clientId, String code, String detail) {
        super(detail, null, false, false);
        this.clientId = clientId;
        this.code = code;
    }

    /** The client's own name for the frame, as far as it could be read. */
    public @Nullable String clientId() {
        return clientId;
    }

    /** Stable: {@code malformed}, {@code unknown_action}, {@code invalid}, {@code wrong_room}. */
    public String code() {
        return code;
    }

    /** What is wrong with the frame, for the client's author. */
    public String detail() {
        String detail = getMessage();
        return detail == null ? code : detail;
    }
}
