package io.tertulia.guarantees.faults;

import io.tertulia.guarantees.clients.Connected;
import io.tertulia.guarantees.clients.Topics;
import io.tertulia.guarantees.history.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Breaks one thing, holds it for as long as its kind says, and mends what does not mend itself. */
final class Faults {

    /** Longer than every session: the writer's of 6 s, the broker's of 2 s. */
    private static final Duration PAUSE = Duration.ofSeconds(9);

    /** Time enough for a batch to be stored. */
    private static final Duration UNPUBLISHED = Duration.ofSeconds(1);

    private static final Duration SLOW = Duration.ofMillis(200);
    private static final Duration SLOW_FOR = Duration.ofSeconds(6);
    private static final Duration AWAY_FOR = Duration.ofSeconds(7);
    private static final Duration BACK = Duration.ofSeconds(3);
    private static final int REPEATED = 20;

    /** All that can be stopped and go on, but the writers, who have a kind of their own. */
    private static final List<String> PAUSABLE =
            List.of("realtime-service", "room-service", "gateway-service", "kafka", "database");

    private static final List<String> RESTARTED =
            List.of(
                    "message-service",
                    "realtime-service",
                    "room-service",
                    "presence-service",
                    "identity-service");

    private final Target target;
    private final Random random;
    private Duration nextAway;
    private int restarts;

    /**
     * Breaks things of a target.
     *
     * @param firstAway for how long the database is away the first time
     */
    Faults(Target target, Random random, Duration firstAway) {
        this.target = target;
        this.random = random;
        this.nextAway = firstAway;
    }

    /**
     * Breaks something and returns when that is over.
     *
     * @return from when on the stack can recover, in the nanoseconds of {@link System#nanoTime}
     * @throws NotThere if there is nothing to break just now
     */
    long inject(FaultKind kind) throws InterruptedException, IOException {
        return switch (kind) {
            case KILL_MESSAGE -> kill("message-service");
            case KILL_REALTIME -> kill("realtime-service");
            case KILL_ROOM -> kill("room-service");
            case KILL_PRESENCE -> kill("presence-service");
            case KILL_IDENTITY -> kill("identity-service");
            case KILL_UNPUBLISHED -> killUnpublished();
            case KILL_GATEWAY -> kill("gateway-service");
            case KILL_BROKER, LOSE_BROKER -> kill("kafka");
            case KILL_DATABASE -> {
                target.requireDatabase().kill();
                yield System.nanoTime();
            }
            case PAUSE_WRITER -> pause("message-service");
            case PAUSE_OTHER -> pause(PAUSABLE.get(random.nextInt(PAUSABLE.size())));
            case RESTART -> restart(RESTARTED.get(restarts++ % RESTARTED.size()));
            case SLOW_DATABASE -> slow();
            case DATABASE_AWAY -> away();
            case RESTORE_DATABASE -> restore();
            case KILL_ALL -> killAll();
            case PAUSE_ALL -> pauseAll();
            case DUPLICATES -> duplicates();
            case RECONNECT -> reconnect();
            case ELSEWHERE -> elsewhere();
            case REPEAT_ALL -> repeatAll();
        };
    }

    private long kill(String part) {
        target.stack().signals().kill(pick(part).pid());
        return System.nanoTime();
    }

    /** What the writers have stored by then and could not tell, their successors must tell. */
    private long killUnpublished() {
        Signals signals = target.stack().signals();
        List<LocalStack.Part> brokers = target.stack().parts("kafka");
        brokers.forEach(broker -> signals.stop(broker.pid()));
        hold(UNPUBLISHED);
        target.stack().parts("message-service").forEach(part -> signals.kill(part.pid()));
        brokers.forEach(broker -> signals.go(broker.pid()));
        return System.nanoTime();
    }

    private LocalStack.Part pick(String part) {
        List<LocalStack.Part> instances = target.stack().parts(part);
        if (instances.isEmpty()) {
            throw new NotThere("There is no " + part);
        }
        return instances.get(random.nextInt(instances.size()));
    }

    private long pause(String part) {
        boolean isDatabase = part.equals("database");
        Signals signals =
                isDatabase ? target.requireDatabase().signals() : target.stack().signals();
        long pid = isDatabase ? target.requireDatabase().pid() : pick(part).pid();
        signals.stop(pid);
        hold(PAUSE);
        signals.go(pid);
        return System.nanoTime();
    }

    /** One instance after another, as an operator would: the next once this one is ready again. */
    private long restart(String service) throws IOException {
        for (LocalStack.Part part : target.stack().parts(service)) {
            target.stack().signals().terminate(part.pid());
            target.stack()
                    .await(
                            part.name(),
                            () ->
                                    isReplaced(part)
                                            && target.stack().isReady(part.addresses().getFirst()));
        }
        return System.nanoTime();
    }

    private boolean isReplaced(LocalStack.Part part) {
        return target.stack().parts().stream()
                .anyMatch(now -> now.name().equals(part.name()) && now.pid() != part.pid());
    }

    private long slow() {
        target.requireDatabase().proxy().slowDown(SLOW);
        hold(SLOW_FOR);
        target.requireDatabase().proxy().slowDown(Duration.ZERO);
        return System.nanoTime();
    }

    private long away() {
        target.requireDatabase().proxy().goAway();
        hold(nextAway);
        nextAway = AWAY_FOR;
        target.requireDatabase().proxy().comeBack();
        return System.nanoTime();
    }

    /**
     * The writers first: a database goes back under nobody's hands. While it was whole they have
     * written nothing that it does not have, so whatever it loses they find in the log of commands.
     */
    private long restore() throws InterruptedException, IOException {
        target.history().add(new Entry.Restored());
        target.stack()
                .parts("message-service")
                .forEach(part -> target.stack().signals().kill(part.pid()));
        target.requireDatabase().restore(BACK);
        return System.nanoTime();
    }

    private long killAll() throws InterruptedException, IOException {
        target.stack().signals().kill(target.stack().pid());
        long killed = System.nanoTime();
        target.stack().startAgain();
        target.stack().awaitReady();
        return killed;
    }

    private long pauseAll() {
        Signals signals = target.stack().signals();
        signals.stop(target.stack().pid());
        hold(PAUSE);
        signals.go(target.stack().pid());
        return System.nanoTime();
    }

    private long duplicates() {
        int repeated =
                new Topics(target.stack().kafka())
                        .repeatCommands(target.history(), random, REPEATED);
        if (repeated == 0) {
            throw new NotThere("There are no commands yet");
        }
        return System.nanoTime();
    }

    private long reconnect() {
        target.crowd().forSome(random, Connected::reconnect);
        return System.nanoTime();
    }

    private long elsewhere() {
        target.crowd().forSome(random, Connected::reconnectElsewhere);
        return System.nanoTime();
    }

    private long repeatAll() {
        target.crowd().repeatAll();
        return System.nanoTime();
    }

    private static void hold(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
