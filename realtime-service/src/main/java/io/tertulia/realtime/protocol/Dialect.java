package io.tertulia.realtime.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The two languages that share the socket's address; each socket speaks one of them. */
public enum Dialect {
    /** {@code action} in, {@code {type, data}} out: all that the product can do. */
    ACTIONS("actions"),
    /** Flat frames: {@code new_message}, {@code typing_start}, {@code typing_stop}. */
    SIGNALS("signals");

    private final String queryValue;

    Dialect(String queryValue) {
        this.queryValue = queryValue;
    }

    /** The WebSocket subprotocol that chooses the dialect, for instance {@code chat.actions}. */
    public String subprotocol() {
        return "chat." + queryValue;
    }

    /** The dialect that a {@code dialect=} parameter names. */
    public static Optional<Dialect> ofQuery(String value) {
        return Arrays.stream(values()).filter(d -> d.queryValue.equals(value)).findFirst();
    }

    /** The dialect that a subprotocol names. */
    public static Optional<Dialect> ofSubprotocol(String name) {
        return Arrays.stream(values()).filter(d -> d.subprotocol().equals(name)).findFirst();
    }
}
