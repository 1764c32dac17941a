package io.tertulia.bench.load;

import io.tertulia.bench.load.Tally.Counts;
import io.tertulia.bench.systems.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** A load under which a system is watched for a while, and then checked. */
public final class Conversation {

    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Load load;
    private final ProcessTree servers;
    private final ProcessTree generator = ProcessTree.ofThisProcess();

    /**
     * @param servers whose CPU counts
     */
    public Conversation(Load load, ProcessTree servers) {
        this.load = load;
        this.servers = servers;
    }

    /** Everybody talks in turn, at so many messages a second in all. */
    public Watched atRate(double perSecond, Duration warmUp, Duration time) throws IOException {
        return watch(new Talk.AtRate(load, turns(), perSecond), warmUp, time);
    }

    /** The first member of each room talks whenever its own message has come back. */
    public Watched inTurn(Duration warmUp, Duration time) throws IOException {
        List<Member> first = load.members().stream().filter(each -> each.place() == 0).toList();
        return watch(new Talk.InTurn(load, first), warmUp, time);
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
                load.tally().nanos(), load.ask(load.tally()::counts), cpu, generator.cpuSeconds());
    }

    private void sleepUntil(long nanos) {
        long left = nanos - load.tally().nanos();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - load.tally().nanos();
        }
    }

    private boolean awaitAllShown() throws IOException {
        long end = load.tally().nanos() + DRAIN_NANOS;
        while (load.ask(this::missing) > 0) {
            if (load.tally().nanos() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
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
                missing += other.getValue() - member.shown(other.getKey());
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

    private long disagreeing() {
        Map<Integer, Long> orders = new HashMap<>();
        return load.members().stream()
                .filter(
                        member -> {
                            Long first = orders.putIfAbsent(member.room(), member.order());
                            return first != null && first != member.order();
                        })
                .map(Member::room)
                .distinct()
                .count();
    }
}
