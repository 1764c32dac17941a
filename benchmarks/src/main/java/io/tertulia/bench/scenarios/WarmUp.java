package io.tertulia.bench.scenarios;

import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.ProcessTree;
import io.tertulia.bench.systems.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Drives a system until it runs as it will go on running. A JVM compiles what it runs often, and
 * its compiler takes a good part of a small machine for the minutes that this takes it: so ours is
 * driven until the compiler rests, at a rate at which that does not take many minutes.
 */
record WarmUp(Candidate candidate, DoubleSupplier compilerCpuSeconds, LongSupplier nanoTime) {

    /** Also what those get that have no compiler of which anybody could ask whether it rests. */
    private static final Duration ROUND = Duration.ofSeconds(15);

    private static final double LONGEST_SECONDS = 240;

    /** What the compiler takes of a core at most where it is said to rest. */
    private static final double RESTING = 0.05;

    /** What a scenario does to a system, though not for long enough to say anything. */
    interface Drive {

        /**
         * Drives it.
         *
         * @param factor how much faster than it will be measured
         */
        void drive(int factor, Duration time) throws IOException;
    }

    /** The same for a scenario in which people talk. */
    interface Talking {

        /**
         * Lets them talk.
         *
         * @param factor how much faster than it will be measured
         */
        void talk(Conversation conversation, int factor, Duration time) throws IOException;

        /** At a rate that is kept whatever comes back. */
        static Talking atRate(double perSecond) {
            return (conversation, factor, time) ->
                    conversation.atRate(perSecond * factor, Duration.ZERO, time);
        }
    }

    static WarmUp of(Candidate candidate, ProcessTree processes) {
        return new WarmUp(candidate, processes::compilerCpuSeconds, System::nanoTime);
    }

    /** Gently at first: a system that has just been started refuses what it is too slow for. */
    void by(Drive drive) throws IOException {
        drive.drive(1, ROUND);
        if (!candidate.isTertulia()) {
            return;
        }
        long start = nanoTime.getAsLong();
        double busy;
        do {
            double before = compilerCpuSeconds.getAsDouble();
            long from = nanoTime.getAsLong();
            drive.drive(candidate.warmingFactor(), ROUND);
            busy = (compilerCpuSeconds.getAsDouble() - before) / secondsSince(from);
        } while (busy > RESTING && secondsSince(start) < LONGEST_SECONDS);
        System.err.printf("    warm after %.0f s%n", secondsSince(start));
    }

    /**
     * By a conversation on sockets of its own, which are closed afterwards; what goes wrong in it
     * is told, and spoils no figure.
     */
    void by(Subject subject, List<Seat> seats, int membersOfRoom, Talking talking)
            throws IOException {
        try (var load = new Load(subject.dialogue())) {
            load.open(seats, membersOfRoom);
            var conversation = new Conversation(load, subject.processes());
            by((factor, time) -> talking.talk(conversation, factor, time));
            List<String> faults = conversation.faults(subject.isOneOrder());
            if (!faults.isEmpty()) {
                System.err.println("    while it warmed up: " + faults);
            }
        }
    }

    private double secondsSince(long nanos) {
        return (nanoTime.getAsLong() - nanos) / 1e9;
    }
}
