package io.tertulia.bench.scenarios;

import io.tertulia.bench.Account;
import io.tertulia.bench.Wait;
import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Dialogue.Seat;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a second realtime-service takes off the first one: how many bytes of events each reads while
 * people talk, first with one of them, then with two.
 */
record Instances(int rooms, int members, int perSecond) implements Scenario {

    private static final String SERVICE = "realtime-service";
    private static final String BYTES_READ = "/actuator/metrics/chat.realtime.records.bytes";
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final double MEGABYTE = 1e6;

    @Override
    public String title() {
        return "%d rooms of %d, %d messages/s, by one %s and by two"
                .formatted(rooms, members, perSecond, SERVICE);
    }

    @Override
    public boolean suits(Candidate candidate) {
        return candidate == Candidate.TERTULIA_SEPARATE;
    }

    @Override
    public Outcome measure(Candidate candidate, Path home) throws IOException {
        var figures = new LinkedHashMap<String, Double>();
        var faults = new ArrayList<String>();
        for (int count = 1; count <= 2; count++) {
            try (Tertulia tertulia =
                    candidate.startWithPresets(home, "--with", SERVICE + "=" + count)) {
                List<Double> read = read(tertulia, faults);
                for (int i = 0; i < count; i++) {
                    figures.put("MB read by %d of %d".formatted(i + 1, count), read.get(i));
                }
            }
        }
        return new Outcome(figures, faults);
    }

    /** By each instance, in megabytes. */
    private List<Double> read(Tertulia tertulia, List<String> faults) throws IOException {
        List<Seat> seats = tertulia.seats(rooms, members);
        List<URI> instances = tertulia.instances(SERVICE);
        String token = tertulia.people(1).getFirst().token();
        try (var load = new Load(tertulia.dialogue())) {
            load.open(seats, members);
            var conversation = new Conversation(load, tertulia.processes());
            // Both read that somebody came, whoever it is; only what is said is to count.
            Wait.rest(SETTLING);
            List<Double> before = bytesRead(instances, token);
            conversation.atRate(perSecond, Duration.ZERO, TIME);
            List<Double> after = bytesRead(instances, token);
            faults.addAll(conversation.faults(tertulia.isOneOrder()));
            var read = new ArrayList<Double>();
            for (int i = 0; i < instances.size(); i++) {
                read.add((after.get(i) - before.get(i)) / MEGABYTE);
            }
            return read;
        }
    }

    private static List<Double> bytesRead(List<URI> instances, String token) throws IOException {
        var read = new ArrayList<Double>();
        for (URI instance : instances) {
            try {
                read.add(
                        new Account(instance, "", "", token)
                                .get(BYTES_READ)
                                .at("/measurements/0/value")
                                .asDouble());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }
        return read;
    }
}
