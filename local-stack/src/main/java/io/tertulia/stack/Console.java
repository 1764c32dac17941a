package io.tertulia.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The lines that a person sees while everything starts and stops. */
final class Console {

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant start;

    Console(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** One part is ready. */
    void ready(String part, String note) {
        out.printf("  %-18s ready after %5.1f s  %s%n", part, seconds(), note);
    }

    void say(String line) {
        out.println(line);
    }

    double seconds() {
        return Duration.between(start, clock.instant()).toMillis() / 1000.0;
    }
}
