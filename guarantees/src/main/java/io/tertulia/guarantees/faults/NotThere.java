package io.tertulia.guarantees.faults;

/** What was to be broken is not there, for instance since it was broken a moment ago. */
public final class NotThere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotThere(String message) {
        super(message);
    }
}
