package io.tertulia.message.log;

/**
 * A place or an id in the log is taken already: somebody else wrote there after the caller looked.
 * Whoever gets this knows too little and must read again before it decides again.
 */
public final class LogConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogConflict(Throwable cause) {
        super("another writer was there first", cause);
    }
}
