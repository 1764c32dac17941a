package io.tertulia.bench.scenarios;

import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Conversation.Watched;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;
import java.util.LinkedHashMap;

/** Many messages at the same moment in a large room: all must see all of them, in one order. */
final class Burst implements Disturbance {

    static final String TITLE = "20 people say 40 messages each at once in a room of 200";

    private static final int MEMBERS = 200;
    private static final int SPEAKERS = 20;
    private static final int EACH = 40;

    private final Load load;
    private final Conversation conversation;

    private Burst(Tertulia subject) {
        load = new Load(subject.dialogue());
        conversation = new Conversation(load, subject.processes());
    }

    static Burst prepare(Candidate candidate, Tertulia subject) throws IOException {
        var prepared = new Burst(subject);
        prepared.load.open(subject.seats(1, MEMBERS, subject.strangers(MEMBERS)), MEMBERS);
        return prepared;
    }

    @Override
    public Outcome disturb() throws IOException {
        Watched watched = conversation.atOnce(SPEAKERS, EACH);
        var figures = new LinkedHashMap<String, Double>();
        figures.put("s until all seen", watched.millis(100) / 1000);
        figures.put("deliveries", (double) load.counts().deliveries());
        return new Outcome(figures, conversation.faults(true));
    }

    @Override
    public void close() {
        load.close();
    }
}
