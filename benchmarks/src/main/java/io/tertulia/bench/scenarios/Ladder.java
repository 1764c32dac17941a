package io.tertulia.bench.scenarios;

import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Conversation.Watched;
import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Large rooms in which ever more is said: the most deliveries a second at which the slowest
 * hundredth still takes less than a quarter of a second, nothing is lost and the rate is kept; and
 * what a delivery costs there.
 */
record Ladder(int rooms, int members) implements Scenario {

    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final double FIRST_PER_SECOND = 15_000;
    private static final double STEP = 1.5;
    private static final int TRIES = 2;
    private static final int HALVINGS = 2;
    private static final double PATIENCE_MILLIS = 250;
    private static final double KEPT = 0.97;

    @Override
    public String title() {
        return "%d × %d in a room, ever more messages".formatted(rooms, members);
    }

    @Override
    public boolean suits(Candidate candidate) {
        return true;
    }

    @Override
    public Outcome measure(Candidate candidate, Path home) throws IOException {
        try (Subject subject = candidate.start(home)) {
            List<Seat> seats = subject.seats(rooms, members);
            WarmUp.of(candidate, subject.processes())
                    .by(subject, seats, members, WarmUp.Talking.atRate(FIRST_PER_SECOND / members));
            try (var climb = new Climb(subject, seats)) {
                climb.toTheTop();
                return new Outcome(climb.figures(), climb.faults());
            }
        }
    }

    /** The search for the highest rate, on sockets that are opened anew after something broke. */
    private final class Climb implements AutoCloseable {

        private final Subject subject;
        private final List<Seat> seats;
        private Load load;
        private @Nullable Watched best;
        private List<String> lastFaults = List.of();

        Climb(Subject subject, List<Seat> seats) throws IOException {
            this.subject = subject;
            this.seats = seats;
            this.load = open();
        }

        private Load open() throws IOException {
            var opened = new Load(subject.dialogue());
            opened.open(seats, members);
            return opened;
        }

        void toTheTop() throws IOException {
            double reached = 0;
            double failed = FIRST_PER_SECOND;
            while (isKept(failed)) {
                reached = failed;
                failed *= STEP;
            }
            for (int i = 0; i < HALVINGS && reached > 0; i++) {
                double between = Math.sqrt(reached * failed);
                if (isKept(between)) {
                    reached = between;
                } else {
                    failed = between;
                }
            }
        }

        /** One failure may be the machine's; two in a row are the system's. */
        private boolean isKept(double perSecond) throws IOException {
            boolean isKept = false;
            for (int i = 0; i < TRIES && !isKept; i++) {
                isKept = isKeptOnce(perSecond);
            }
            return isKept;
        }

        private boolean isKeptOnce(double perSecond) throws IOException {
            var conversation = new Conversation(load, subject.processes());
            Watched watched = conversation.atRate(perSecond / members, SETTLING, TIME);
            List<String> faults = conversation.faults(subject.isOneOrder());
            boolean isKept =
                    faults.isEmpty()
                            && watched.isWhole()
                            && watched.millis(99) < PATIENCE_MILLIS
                            && watched.perSecond() >= KEPT * perSecond;
            System.err.printf(
                    "    %,9.0f/s: p50 %6.1f, p99 %6.1f ms, %5.1f µs, generator %3.0f %%%s %s%n",
                    watched.perSecond(),
                    watched.millis(50),
                    watched.millis(99),
                    watched.cpuMicrosPerDelivery(),
                    100 * watched.generatorCpu() / watched.seconds(),
                    isKept ? "" : ", not kept",
                    faults.isEmpty() ? "" : faults);
            if (isKept) {
                best = watched;
            }
            if (!faults.isEmpty()) {
                lastFaults = faults;
                load.close();
                load = open();
            }
            return isKept;
        }

        /** Beyond the top a system may break; before it, it may not. */
        List<String> faults() {
            return best == null ? lastFaults : List.of();
        }

        Map<String, Double> figures() {
            var figures = new LinkedHashMap<String, Double>();
            if (best != null) {
                figures.put("deliveries/s", best.perSecond());
                figures.put("p99 ms", best.millis(99));
                figures.put("CPU µs/delivery", best.cpuMicrosPerDelivery());
                figures.put("generator CPU", best.generatorCpu() / best.seconds());
            }
            return figures;
        }

        @Override
        public void close() {
            load.close();
        }
    }
}
