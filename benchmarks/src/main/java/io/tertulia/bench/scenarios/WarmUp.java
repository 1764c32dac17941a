package io.tertulia.bench.scenarios;

import io.tertulia.bench.systems.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Drives a system until it runs as it will go on running. A JVM compiles what it runs often, and
 * its compiler takes a good part of a small machine for the minutes that this takes it: so ours is
 * driven until the compiler rests, at a rate at which that does not take many minutes.
 */
final class WarmUp {

    /** Also what those get that have no compiler of which anybody could ask whether it rests. */
    private static final Duration ROUND = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofMinutes(4);

    /** What the compiler takes of a core at most where it is said to rest. */
    private static final double RESTING = 0.05;

    private WarmUp() {}

    /** What a scenario does to a system, though not for long enough to say anything. */
    interface Drive {

        /**
         * Drives it.
         *
         * @param factor how much faster than it will be measured
         */
        void drive(int factor, Duration time) throws IOException;
    }

    /**
     * Drives a system, gently at first: what has just been started refuses what it is too slow for.
     *
     * @param compilerCpuSeconds what its compilers have taken so far
     */
    static void of(Candidate candidate, DoubleSupplier compilerCpuSeconds, Drive drive)
            throws IOException {
        drive.drive(1, ROUND);
        if (!candidate.isTertulia()) {
            return;
        }
        Duration driven = ROUND;
        double before;
        do {
            before = compilerCpuSeconds.getAsDouble();
            drive.drive(candidate.warmingFactor(), ROUND);
            driven = driven.plus(ROUND);
        } while (compilerCpuSeconds.getAsDouble() - before > RESTING * ROUND.toSeconds()
                && driven.compareTo(LONGEST) < 0);
        System.err.printf("    warm after %d s%n", driven.toSeconds());
    }
}
