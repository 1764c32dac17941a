package io.tertulia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How a measurement waits. */
public final class Wait {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Wait() {}

    /** What is waited for. */
    public interface Condition {
        boolean holds() throws IOException;
    }

    /** Lets time pass. */
    public static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Waits until something holds; false if it does not in time. */
    public static boolean until(Duration atMost, Condition condition) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
