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
 * Conversations of two, in each of which one waits until its own message has come back, stored, and
 * then says the next.
 */
record Turns(int rooms) implements Scenario {

    private static final int MEMBERS = 2;
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration TIME = Duration.ofSeconds(15);

    @Override
    public String title() {
        return "%d rooms of two, one waits for its own message".formatted(rooms);
    }

    @Override
    public boolean suits(Candidate candidate) {
        return true;
    }

    @Override
    public Outcome measure(Candidate candidate, Path home) throws IOException {
        try (Subject subject = candidate.start(home)) {
            List<Seat> seats = subject.seats(rooms, MEMBERS);
            WarmUp.of(candidate, subject.processes())
                    .by(
                            subject,
                            seats,
                            MEMBERS,
                            (conversation, _, time) -> conversation.inTurn(Duration.ZERO, time));
            try (var load = new Load(subject.dialogue())) {
                load.open(seats, MEMBERS);
                var conversation = new Conversation(load, subject.processes());
                Watched watched = conversation.inTurn(SETTLING, TIME);
                return new Outcome(figures(watched), conversation.faults(subject.isOneOrder()));
            }
        }
    }

    private static Map<String, Double> figures(Watched watched) {
        var figures = new LinkedHashMap<String, Double>();
        double perSecond = watched.perSecond() / MEMBERS;
        figures.put("messages/s", perSecond);
        figures.put("p50 ms", watched.millis(50));
        figures.put("p99 ms", watched.millis(99));
        figures.put("CPU µs/message", watched.cpuMicrosPerDelivery() * MEMBERS);
        return figures;
    }
}
