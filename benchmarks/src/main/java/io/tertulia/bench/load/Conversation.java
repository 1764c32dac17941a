package io.tertulia.bench.load;

import io.tertulia.bench.Wait;
import io.tertulia.bench.systems.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A load under which a system is watched for a while, and then checked. */
public final class Conversation {

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Load load;
    private final ProcessTree servers;
    private final Duration drain;

    /**
     * @param servers whose CPU counts
     */
    public Conversation(Load load, ProcessTree servers) {
        this(load, servers, DRAIN);
    }

    /**
     * @param drain how long after the end what was said may take to arrive
     */
    Conversation(Load load, ProcessTree servers, Duration drain) {
        this.load = load;
        this.servers = servers;
        this.drain = drain;
    }

    /** Everybody talks in turn, at so many messages a second in all. */
    public Watched atRate(double perSecond, Duration warmUp, Duration time) throws IOException {
        return watch(new Talk.AtRate(load, turns(), perSecond), warmUp, time);
    }

    /** The first member of each room talks whenever its own message has come back. */
    public Watched inTurn(Duration warmUp, Duration time) throws IOException {
        return watch(new Talk.InTurn(load, first(1), Duration.ZERO), warmUp, time);
    }

    /**
     * Everybody talks whenever their own message has come back, until so many were said or one was
     * refused: as fast as the system takes them.
     *
     * @param pause at least so long between two messages of somebody
     * @param patience how long it may take
     * @return whether so many were said in that time
     */
    public boolean inTurnUntil(long messages, Duration pause, Duration patience)
            throws IOException {
        whileTalking(
                new Talk.InTurn(load, load.members(), pause),
                () ->
                        Wait.until(
                                patience,
                                () ->
                                        load.ask(this::said) >= messages
                                                || load.counts().refusals() > 0));
        awaitAllShown();
        return load.ask(this::said) >= messages;
    }

    private long said() {
        return load.members().stream().mapToLong(Member::said).sum();
    }

    /** The first members of each room say so many messages each, all at the same moment. */
    public Watched atOnce(int speakers, int each) throws IOException {
        return watch(new Talk.AtOnce(load, first(speakers), each), Duration.ZERO, MOMENT);
    }

    private List<Member> first(int ofRoom) {
        return load.members().stream().filter(each -> each.place() < ofRoom).toList();
    }

    /**
     * Talks at a rate for a while, whatever comes of it: the first member does, and the next one
     * when the server has closed the socket of the one before.
     */
    public void insist(double perSecond, Duration time) throws IOException {
        List<Member> members = load.members();
        Talk.AtRate.Turns firstOpen =
                _ ->
                        members.stream()
                                .filter(Member::isOpen)
                                .findFirst()
                                .orElseGet(members::getLast);
        whileTalking(new Talk.AtRate(load, firstOpen, perSecond), () -> Wait.rest(time));
    }

    /** Something that happens while others talk. */
    public interface Happening {
        void happen() throws IOException;
    }

    /**
     * Everybody talks in turn at so many messages a second in all, until something has happened.
     */
    public Course atRateWhile(double perSecond, Happening happening) throws IOException {
        var course = new Course();
        follow(course);
        whileTalking(new Talk.AtRate(load, turns(), perSecond), happening);
        awaitAllShown();
        follow(null);
        return course;
    }

    private void follow(@Nullable Course course) throws IOException {
        load.ask(
                () -> {
                    load.tally().follow(course);
                    return true;
                });
    }

    private void whileTalking(Talk talk, Happening happening) throws IOException {
        load.ask(
                () -> {
                    talk.start();
                    return true;
                });
        try {
            happening.happen();
        } finally {
            load.ask(
                    () -> {
                        talk.stop();
                        return true;
                    });
        }
    }

    /** Now on the clock on which messages are due. */
    public long nanos() {
        return load.tally().nanos();
    }

    private List<Member> turns() {
        return load.members().stream()
                .sorted(Comparator.comparingInt(Member::place).thenComparingInt(Member::room))
                .toList();
    }

    private Watched watch(Talk talk, Duration warmUp, Duration time) throws IOException {
        long from =
                load.ask(
                        () -> {
                            long start = load.tally().nanos() + warmUp.toNanos();
                            load.tally().watch(start, start + time.toNanos());
                            talk.start();
                            return start;
                        });
        sleepUntil(from);
        Moment before = moment();
        sleepUntil(from + time.toNanos());
        Moment after = moment();
        load.ask(
                () -> {
                    talk.stop();
                    return true;
                });
        boolean isWhole = awaitAllShown();
        return new Watched(
                (after.nanos - before.nanos) / 1e9,
                after.counts.deliveries() - before.counts.deliveries(),
                after.serverCpu - before.serverCpu,
                after.generatorCpu - before.generatorCpu,
                load.ask(load.tally()::latencies),
                isWhole);
    }

    /**
     * What was seen in the window.
     *
     * @param serverCpu seconds
     * @param isWhole whether all that was said arrived in the end, also what was said before
     */
    public record Watched(
            double seconds,
            long deliveries,
            double serverCpu,
            double generatorCpu,
            Histogram latencyMicros,
            boolean isWhole) {

        public double perSecond() {
            return deliveries / seconds;
        }

        public double cpuMicrosPerDelivery() {
            return serverCpu * 1e6 / Math.max(1, deliveries);
        }

        public double millis(double percentile) {
            return latencyMicros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    private record Moment(long nanos, Counts counts, double serverCpu, double generatorCpu) {}

    private Moment moment() throws IOException {
        double cpu = servers.cpuSeconds();
        return new Moment(
                load.tally().nanos(),
                load.ask(load.tally()::counts),
                cpu,
                ProcessTree.ownCpuSeconds());
    }

    private void sleepUntil(long nanos) {
        Wait.rest(Duration.ofNanos(nanos - load.tally().nanos()));
    }

    private boolean awaitAllShown() throws IOException {
        return Wait.until(drain, () -> load.ask(this::missing) == 0);
    }

    private long missing() {
        Map<Integer, Map<Integer, Integer>> said = new HashMap<>();
        for (Member member : load.members()) {
            said.computeIfAbsent(member.room(), _ -> new HashMap<>())
                    .put(member.place(), member.said());
        }
        long missing = 0;
        for (Member member : load.members()) {
            for (var other : said.getOrDefault(member.room(), Map.of()).entrySet()) {
                // Whoever was shown more than was said makes up for nobody.
                missing += Math.max(0, other.getValue() - member.shown(other.getKey()));
            }
        }
        return missing;
    }

    /**
     * What went wrong since the load began, for humans: nothing if all was shown once and in order.
     *
     * @param isOneOrder whether the system promises all members of a room the same order
     */
    public List<String> faults(boolean isOneOrder) throws IOException {
        return load.ask(
                () -> {
                    Counts counts = load.tally().counts();
                    Map<String, Long> found = new HashMap<>();
                    found.put("never shown", missing() + counts.gaps());
                    found.put("repeated or out of order", counts.repeats());
                    found.put("shown in a wrong room", counts.strangers());
                    found.put("refused (" + counts.lastRefusal() + ")", counts.refusals());
                    found.put("sockets lost", counts.lostSockets());
                    found.put("rooms of several orders", isOneOrder ? disagreeing() : 0);
                    return found.entrySet().stream()
                            .filter(each -> each.getValue() > 0)
                            .map(each -> each.getValue() + " " + each.getKey())
                            .sorted()
                            .toList();
                });
    }

    private record Sight(int room, int messages) {}

    /** Compares those who have seen as much: who has missed something saw another order by that. */
    private long disagreeing() {
        Map<Sight, Long> orders = new HashMap<>();
        return load.members().stream()
                .filter(
                        member -> {
                            var sight = new Sight(member.room(), member.seen());
                            Long first = orders.putIfAbsent(sight, member.order());
                            return first != null && first != member.order();
                        })
                .map(Member::room)
                .distinct()
                .count();
    }
}
