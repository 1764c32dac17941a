package io.tertulia.guarantees.faults;

import io.tertulia.guarantees.history.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Breaks one thing after another, each when every room acknowledges again after the one before. One
 * thread for each lane.
 */
public final class Injector {

    private static final Duration RECOVERED_WITHIN = Duration.ofMinutes(4);
    private static final long ASK_EVERY_MILLIS = 50;

    private final Target target;
    private final FaultPlan plan;
    private final FaultLog log;
    private final Faults faults;
    private final Random random;
    private final Consumer<String> console;
    private final long longestGapMillis;
    private final Thread thread = Thread.ofPlatform().daemon().name("faults").unstarted(this::run);
    private volatile boolean isOver;

    /** What a lane goes by. */
    public record Pace(Duration longestGap, Duration firstAway) {}

    /** An injector that has not begun. */
    public Injector(
            Target target,
            FaultPlan plan,
            FaultLog log,
            Pace pace,
            Random random,
            Consumer<String> console) {
        this.target = target;
        this.plan = plan;
        this.log = log;
        this.random = random;
        this.console = console;
        this.longestGapMillis = pace.longestGap().toMillis();
        this.faults = new Faults(target, random, pace.firstAway());
    }

    /** Begins. */
    public void start() {
        if (!plan.isEmpty()) {
            thread.start();
        }
    }

    /** Whether everything has broken as often as it must. */
    public boolean isDone() {
        return plan.isEmpty() || plan.isDone();
    }

    /** Begins nothing new, and waits until what is broken is whole again. */
    public void finish() throws InterruptedException {
        isOver = true;
        thread.join();
    }

    private void run() {
        while (!isOver) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(longestGapMillis)));
            if (!isOver) {
                inject(plan.next());
            }
        }
    }

    private void inject(FaultKind kind) {
        target.history().add(new Entry.Broke(kind.title()));
        try {
            long since = faults.inject(kind);
            if (!isRecovered(since)) {
                log.stuck();
                console.accept(
                        "No recovery from %s within %s".formatted(kind.title(), RECOVERED_WITHIN));
            }
            log.add(kind, Duration.ofNanos(System.nanoTime() - since));
        } catch (NotThere e) {
            // Another lane broke it a moment ago; its turn comes again.
            plan.again(kind);
            console.accept("Not now: %s (%s)".formatted(kind.title(), e.getMessage()));
        } catch (IOException | KafkaException e) {
            console.accept("%s failed: %s".formatted(kind.title(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isOver = true;
        }
    }

    private boolean isRecovered(long since) {
        long end = System.nanoTime() + RECOVERED_WITHIN.toNanos();
        while (!target.crowd().progress().isMovingSince(since)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_EVERY_MILLIS));
        }
        return true;
    }
}
