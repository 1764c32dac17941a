package io.tertulia.guarantees.clients;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Pauses between two questions, where nothing but asking tells of a change. */
final class Pauses {

    private static final long MOMENT_MILLIS = 250;

    private Pauses() {}

    static void aMoment() {
        millis(MOMENT_MILLIS);
    }

    static void millis(long millis) {
        nanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    static void nanos(long nanos) {
        LockSupport.parkNanos(nanos);
    }
}
