package io.tertulia.bench.scenarios;

import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Conversation.Watched;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * Conversations of two, in each of which one waits until its own message has come back, stored, and
 * then says the next.
 */
record Turns(int rooms) implements Scenario {

    private static final int MEMBERS = 2;
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
        try (Subject subject = candidate.start(home);
                var load = new Load(subject.dialogue())) {
            load.open(subject.seats(rooms, MEMBERS), MEMBERS);
            var conversation = new Conversation(load, subject.processes());
            Watched watched = conversation.inTurn(candidate.warmUp(), TIME);
            var figures = new LinkedHashMap<String, Double>();
            double perSecond = watched.perSecond() / MEMBERS;
            figures.put("messages/s", perSecond);
            figures.put("p50 ms", watched.millis(50));
            figures.put("p99 ms", watched.millis(99));
            figures.put("CPU µs/message", watched.cpuMicrosPerDelivery() * MEMBERS);
            return new Outcome(figures, conversation.faults(subject.isOneOrder()));
        }
    }
}
