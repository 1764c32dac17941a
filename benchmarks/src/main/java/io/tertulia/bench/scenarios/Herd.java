package io.tertulia.bench.scenarios;

import io.tertulia.bench.Wait;
import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.load.Load.Outsider;
import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sockets that connect all at the same moment, and go again. Whoever is refused comes back after
 * the longest time that an answer may tell. In the end everybody must be in, and see what is said
 * then. There are fewer where the machine does not let one process open as many files.
 */
final class Herd implements Disturbance {

    static final String TITLE = "5,000 sockets connect at once";

    private static final int SOCKETS = 5_000;
    private static final int ROOMS = 20;
    private static final int PEOPLE_OF_ROOM = 10;
    private static final int BYSTANDERS = 50;

    /** What {@code Retry-After} says at most by preset (chat.gateway.turnstile.retry-after). */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final int TRIES = 15;

    private final Tertulia subject;
    private final List<Seat> seats;

    private Herd(Tertulia subject, List<Seat> seats) {
        this.subject = subject;
        this.seats = seats;
    }

    static Herd prepare(Candidate candidate, Tertulia subject) throws IOException {
        int count = Math.min(SOCKETS, candidate.mostSockets() - BYSTANDERS);
        List<Seat> seats =
                subject.seats(ROOMS, count / ROOMS, subject.strangers(ROOMS * PEOPLE_OF_ROOM));
        return new Herd(subject, seats);
    }

    @Override
    public Outcome disturb() throws IOException {
        int ofRoom = seats.size() / ROOMS;
        try (var herd = new Load(subject.dialogue())) {
            long start = System.nanoTime();
            List<Outsider> outside = herd.openAtOnce(seats, ofRoom);
            int refused = outside.size();
            for (int i = 1; i < TRIES && !outside.isEmpty(); i++) {
                tell(outside);
                Wait.rest(RETRY_AFTER);
                outside = herd.openAtOnce(outside.stream().map(Outsider::seat).toList(), ofRoom);
            }
            double seconds = (System.nanoTime() - start) / 1e9;

            var rollCall = new Conversation(herd, subject.processes());
            rollCall.atOnce(1, 1);
            var faults = new ArrayList<>(rollCall.faults(true));
            if (!outside.isEmpty()) {
                faults.add(outside.size() + " sockets of the herd never got in");
            }
            var figures = new LinkedHashMap<String, Double>();
            figures.put("sockets in", (double) herd.open());
            figures.put("s until in", seconds);
            figures.put("refused at first", (double) refused);
            return new Outcome(figures, faults);
        }
    }

    private static void tell(List<Outsider> outside) {
        System.err.println(
                "    not in: "
                        + outside.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Outsider::reason, Collectors.counting())));
    }

    @Override
    public void close() {}
}
