package io.tertulia.realtime.sending;

/**
 * A command got no answer: it may or may not be carried out later, so whoever sent it repeats it
 * with the same id. No stack trace: there may be thousands at once, all alike.
 */
public final class Unavailable extends Exception {

    private static final long serialVersionUID = 1L;

    Unavailable(String reason) {
        super(reason, null, false, false);
    }
}
