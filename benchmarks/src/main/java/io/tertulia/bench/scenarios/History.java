package io.tertulia.bench.scenarios;

import io.tertulia.bench.Account;
import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.load.Pages;
import io.tertulia.bench.load.Pages.Read;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.ProcessTree;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A room with a long history, of which pages are read anywhere. */
record History(int messages) implements Scenario {

    private static final int SPEAKERS = 40;

    /** Tertulia lets a socket send fifty messages a second. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int READERS = 16;
    private static final Duration TIME = Duration.ofSeconds(10);

    @Override
    public String title() {
        return "pages of 50 anywhere in a room of %,d messages".formatted(messages);
    }

    @Override
    public boolean suits(Candidate candidate) {
        return candidate.isTertulia();
    }

    @Override
    public Outcome measure(Candidate candidate, Path home) throws IOException {
        try (var subject = (Tertulia) candidate.start(home)) {
            Account reader = subject.people(SPEAKERS).getFirst();
            List<Seat> seats = subject.seats(1, SPEAKERS);
            List<String> faults = fill(subject, seats);
            String room = seats.getFirst().target().replaceFirst("/ws/chat/", "");
            var pages =
                    new Pages(
                            subject.port(),
                            reader.token(),
                            "/api/v1/chat/rooms/" + room + "messages/?limit=50&before_seq=",
                            messages);
            ProcessTree servers = subject.processes();
            WarmUp.of(candidate, servers).by((_, time) -> pages.read(READERS, time));
            double before = servers.cpuSeconds();
            Read read = pages.read(READERS, TIME);
            double cpu = servers.cpuSeconds() - before;
            if (read.wrong() > 0) {
                faults.add(read.wrong() + " pages that are none");
            }
            return new Outcome(figures(read, cpu), faults);
        }
    }

    private List<String> fill(Tertulia subject, List<Seat> seats) throws IOException {
        try (var load = new Load(subject.dialogue())) {
            load.open(seats, SPEAKERS);
            var conversation = new Conversation(load, subject.processes());
            var faults = new ArrayList<String>();
            if (!conversation.inTurnUntil(messages, PAUSE, PATIENCE)) {
                faults.add("fewer than " + messages + " messages");
            }
            faults.addAll(conversation.faults(true));
            return faults;
        }
    }

    private static Map<String, Double> figures(Read read, double cpuSeconds) {
        var figures = new LinkedHashMap<String, Double>();
        long count = read.latencyMicros().getTotalCount();
        figures.put("pages/s", count / read.seconds());
        figures.put("p50 ms", read.latencyMicros().getValueAtPercentile(50) / 1000.0);
        figures.put("p99 ms", read.latencyMicros().getValueAtPercentile(99) / 1000.0);
        figures.put("CPU µs/page", cpuSeconds * 1e6 / Math.max(1, count));
        return figures;
    }
}
