package io.tertulia.events;

/** A record that can never be read, whoever tries: it belongs into a dead-letter topic. */
public final class MalformedRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedRecord(String reason) {
        super(reason);
    }

    public MalformedRecord(String reason, Throwable cause) {
        super(reason, cause);
    }
}
