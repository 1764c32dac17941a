package io.tertulia.bench.scenarios;

import io.tertulia.bench.Wait;
import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Counts;
import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody who sends ten times as fast as one may, and goes on at the next socket whenever one is
 * closed for it. They must be told so, and a witness in the room must see what was acknowledged,
 * once and in order; what was refused is missing there by right.
 */
final class FastSender implements Disturbance {

    static final String TITLE = "500 messages/s on a socket that may send 50";

    private static final int PER_SECOND = 500;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TOO_FAST = 4429;

    /** One is closed in about a second: enough for the whole time, and fewer than one may have. */
    private static final int SOCKETS = 40;

    private static final int SEATS = SOCKETS + 1;

    private final Tertulia subject;
    private final Load sender;
    private final Load witness;

    private FastSender(Tertulia subject) {
        this.subject = subject;
        sender = new Load(subject.dialogue());
        witness = new Load(subject.dialogue());
    }

    static FastSender prepare(Candidate candidate, Tertulia subject) throws IOException {
        var people = subject.strangers(2);
        String room = subject.room(people);
        List<Seat> seats = new ArrayList<>();
        for (int place = 0; place < SOCKETS; place++) {
            seats.add(subject.seat(0, room, place, people.getFirst()));
        }
        var prepared = new FastSender(subject);
        prepared.sender.open(seats, SEATS);
        prepared.witness.open(List.of(subject.seat(0, room, SOCKETS, people.getLast())), SEATS);
        return prepared;
    }

    @Override
    public Outcome disturb() throws IOException {
        new Conversation(sender, subject.processes()).insist(PER_SECOND, TIME);
        boolean isThere =
                Wait.until(
                        PATIENCE,
                        () -> witness.counts().deliveries() >= sender.counts().receipts());

        Counts asked = sender.counts();
        Counts seen = witness.counts();
        long closed = asked.closings().getOrDefault(TOO_FAST, 0L);
        var faults = new ArrayList<String>();
        if (!isThere) {
            faults.add("%d acknowledged, %d seen".formatted(asked.receipts(), seen.deliveries()));
        }
        if (seen.repeats() > 0 || seen.strangers() > 0 || seen.lostSockets() > 0) {
            faults.add("the witness saw " + seen);
        }
        if (asked.refusals() == 0 || !asked.closings().equals(Map.of(TOO_FAST, closed))) {
            faults.add("the sender was not told 4429 only: " + asked);
        }
        var figures = new LinkedHashMap<String, Double>();
        figures.put("refusals", (double) asked.refusals());
        figures.put("closed 4429", (double) closed);
        figures.put("acknowledged", (double) asked.receipts());
        return new Outcome(figures, faults);
    }

    @Override
    public void close() {
        sender.close();
        witness.close();
    }
}
