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
import java.util.List;
import java.util.Map;

/**
 * Sockets that stop reading in a room into which more comes than all buffers on the way hold. When
 * they read again, they must find that they were closed with 4408, and what came before that in
 * order and without a gap; the writers in the room must see everything.
 */
final class SlowReaders implements Disturbance {

    static final String TITLE = "20 sockets stop reading while 35 MB come for each";

    private static final int WRITERS = 10;
    private static final int READERS = 20;
    private static final int PEOPLE = WRITERS + READERS;
    private static final int PER_SECOND = 100;
    private static final Duration TIME = Duration.ofSeconds(22);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int TOO_SLOW = 4408;

    /** Makes messages of 16 kB: together with the marker as long as one may be, in characters. */
    private static final String FILLER = "🐢".repeat(3_900);

    private final Load writers;
    private final Load readers;
    private final Conversation talk;

    private SlowReaders(Tertulia subject) {
        writers = new Load(subject.dialogue(), FILLER);
        readers = new Load(subject.dialogue());
        talk = new Conversation(writers, subject.processes());
    }

    static SlowReaders prepare(Candidate candidate, Tertulia subject) throws IOException {
        List<Seat> seats = subject.seats(1, PEOPLE, subject.strangers(PEOPLE));
        var prepared = new SlowReaders(subject);
        prepared.writers.open(seats.subList(0, WRITERS), PEOPLE);
        prepared.readers.open(seats.subList(WRITERS, PEOPLE), PEOPLE);
        return prepared;
    }

    @Override
    public Outcome disturb() throws IOException {
        readers.stopReading();
        talk.atRate(PER_SECOND, Duration.ZERO, TIME);
        readers.readAgain();
        Wait.until(PATIENCE, () -> readers.open() == 0);

        Counts seen = readers.counts();
        long closed = seen.closings().getOrDefault(TOO_SLOW, 0L);
        var faults = new ArrayList<>(talk.faults(true));
        if (closed != READERS) {
            faults.add("slow readers closed with " + seen.closings() + ", not all with 4408");
        }
        if (!seen.isInOrder()) {
            faults.add("slow readers did not see all in order up to their end: " + seen);
        }
        return new Outcome(Map.of("closed 4408", (double) closed), faults);
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
