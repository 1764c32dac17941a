package io.tertulia.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How members come to say something. Started and stopped on the generator's thread. */
sealed interface Talk {

    void start();

    void stop();

    /**
     * At a fixed rate whatever the answers do, the rooms and then their members in turn: what is
     * late is sent at once, and counts from when it was due.
     */
    final class AtRate implements Talk {

        private final Load load;
        private final Turns turns;
        private final double perSecond;
        private long startNanos;
        private long count;
        private boolean isRunning;

        /** Whose turn it is. */
        interface Turns {
            Member next(long count);
        }

        /**
         * @param speakers in the order of their turns
         */
        AtRate(Load load, List<Member> speakers, double perSecond) {
            this(load, count -> speakers.get((int) (count % speakers.size())), perSecond);
        }

        AtRate(Load load, Turns turns, double perSecond) {
            this.load = load;
            this.turns = turns;
            this.perSecond = perSecond;
        }

        @Override
        public void start() {
            isRunning = true;
            startNanos = load.tally().nanos();
            sayWhatIsDue();
        }

        private void sayWhatIsDue() {
            if (!isRunning) {
                return;
            }
            long due = dueNanos();
            while (due <= load.tally().nanos()) {
                turns.next(count).say(due);
                count++;
                due = dueNanos();
            }
            var _ =
                    load.loop()
                            .schedule(
                                    this::sayWhatIsDue,
                                    due - load.tally().nanos(),
                                    TimeUnit.NANOSECONDS);
        }

        private long dueNanos() {
            return startNanos + (long) (count * 1e9 / perSecond);
        }

        @Override
        public void stop() {
            isRunning = false;
        }
    }

    /** So many messages of each speaker at the same moment. */
    record AtOnce(Load load, List<Member> speakers, int each) implements Talk {

        @Override
        public void start() {
            long due = load.tally().nanos();
            for (int i = 0; i < each; i++) {
                speakers.forEach(speaker -> speaker.say(due));
            }
        }

        @Override
        public void stop() {}
    }

    /** Each speaker when its own message before has come back, but not too soon after it. */
    final class InTurn implements Talk {

        private final Load load;
        private final List<Member> speakers;
        private final long pauseNanos;
        private boolean isRunning;

        /**
         * @param pause at least so long between two messages of a speaker
         */
        InTurn(Load load, List<Member> speakers, Duration pause) {
            this.load = load;
            this.speakers = speakers;
            this.pauseNanos = pause.toNanos();
        }

        @Override
        public void start() {
            isRunning = true;
            speakers.forEach(this::say);
        }

        private void say(Member speaker) {
            if (isRunning) {
                long now = load.tally().nanos();
                speaker.onOwnMessage(() -> sayNotBefore(speaker, now + pauseNanos));
                speaker.say(now);
            }
        }

        private void sayNotBefore(Member speaker, long due) {
            long wait = due - load.tally().nanos();
            if (wait <= 0) {
                say(speaker);
            } else {
                var _ = load.loop().schedule(() -> say(speaker), wait, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void stop() {
            isRunning = false;
        }
    }
}
