package io.tertulia.bench.scenarios;

import io.tertulia.bench.Wait;
import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Sockets that only stay open: how long they take to open, and how much memory each one is. There
 * are fewer where the machine does not let one process open as many files.
 */
record Idle(int sockets) implements Scenario {

    private static final int ROOMS = 100;
    private static final int MEMBERS = 10;
    private static final int WARM_UP = 1000;
    private static final Duration REST = Duration.ofSeconds(5);

    @Override
    public String title() {
        return "%,d sockets that say nothing".formatted(sockets);
    }

    @Override
    public boolean suits(Candidate candidate) {
        return true;
    }

    @Override
    public Outcome measure(Candidate candidate, Path home) throws IOException {
        try (Subject subject = start(candidate, home)) {
            int count = Math.min(sockets, candidate.mostSockets());
            List<Seat> seats = subject.seats(ROOMS, MEMBERS);
            try (var load = new Load(subject.dialogue())) {
                load.open(some(seats, WARM_UP), MEMBERS);
            }
            Wait.rest(REST);
            long before = subject.processes().memoryBytes();
            try (var load = new Load(subject.dialogue())) {
                long start = System.nanoTime();
                load.open(some(seats, count), MEMBERS);
                double seconds = (System.nanoTime() - start) / 1e9;
                Wait.rest(REST);
                long after = subject.processes().memoryBytes();
                long open = load.open();
                var figures = new LinkedHashMap<String, Double>();
                figures.put("sockets", (double) count);
                figures.put("kB each", (after - before) / 1024.0 / count);
                figures.put("s to open all", seconds);
                List<String> faults =
                        open == count ? List.of() : List.of((count - open) + " sockets lost");
                return new Outcome(figures, faults);
            }
        }
    }

    /** A heap made for load would hide what sockets take: garbage fills it for the first time. */
    private static Subject start(Candidate candidate, Path home) throws IOException {
        return candidate.isTertulia() ? candidate.startWithPresets(home) : candidate.start(home);
    }

    /** People have several sockets each where there are more sockets than people. */
    private static List<Seat> some(List<Seat> seats, int count) {
        var some = new ArrayList<Seat>();
        for (int i = 0; i < count; i++) {
            some.add(seats.get(i % seats.size()));
        }
        return some;
    }
}
