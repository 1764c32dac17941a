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

/**
 * Rooms in which people talk at a rate that every system should bear: how long a message takes, and
 * what it costs.
 */
record Steady(int rooms, int members, int perSecond) implements Scenario {

    /** When ours begins to ask again, once a socket, whether it may be there; and some more. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    /** What it takes to ask for one socket, with some to spare. */
    private static final Duration SETTLING_OF_ONE = Duration.ofMillis(5);

    private static final Duration TIME = Duration.ofSeconds(20);

    @Override
    public String title() {
        return "%d rooms of %d, %d messages/s".formatted(rooms, members, perSecond);
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
                    .by(subject, seats, members, WarmUp.Talking.atRate(perSecond));
            try (var load = new Load(subject.dialogue())) {
                load.open(seats, members);
                var conversation = new Conversation(load, subject.processes());
                Watched watched = conversation.atRate(perSecond, settling(), TIME);
                return new Outcome(figures(watched), conversation.faults(subject.isOneOrder()));
            }
        }
    }

    private Duration settling() {
        return SETTLING.plus(SETTLING_OF_ONE.multipliedBy((long) rooms * members));
    }

    private static Map<String, Double> figures(Watched watched) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("p50 ms", watched.millis(50));
        figures.put("p99 ms", watched.millis(99));
        figures.put("max ms", watched.millis(100));
        figures.put("CPU µs/delivery", watched.cpuMicrosPerDelivery());
        figures.put("deliveries/s", watched.perSecond());
        return figures;
    }
}
