package io.tertulia.guarantees.run;

import io.tertulia.guarantees.checker.Checker;
import io.tertulia.guarantees.checker.Verdict;
import io.tertulia.guarantees.clients.Api;
import io.tertulia.guarantees.clients.Crowd;
import io.tertulia.guarantees.clients.Endpoints;
import io.tertulia.guarantees.clients.Topics;
import io.tertulia.guarantees.faults.Database;
import io.tertulia.guarantees.faults.FaultKind;
import io.tertulia.guarantees.faults.FaultLog;
import io.tertulia.guarantees.faults.FaultPlan;
import io.tertulia.guarantees.faults.Injector;
import io.tertulia.guarantees.faults.Launcher;
import io.tertulia.guarantees.faults.LocalStack;
import io.tertulia.guarantees.faults.Target;
import io.tertulia.guarantees.history.History;
import io.tertulia.guarantees.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One shape's turn: start, load and faults, quiet, evidence, verdict. */
final class Stage {

    private static final int MOST_LINES = 8_000_000;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);
    private static final int DOORSTEPS = 15;

    /** In ten minutes every kind of fault comes at least so often. */
    private static final double TIMES_IN_TEN_MINUTES = 5;

    private static final int LONG_RUN_MINUTES = 8;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(7);

    /**
     * What is not done by then is not waited for: three and a half times what the shape should
     * take.
     */
    private static final double HARD_LIMIT = 3.5;

    private final Options options;
    private final Shape shape;
    private final Path folder;
    private final Consumer<String> console;
    private final Random random;
    private final History history = new History(Clock.systemUTC(), MOST_LINES);
    private final FaultLog faults = new FaultLog();

    Stage(Options options, Shape shape, Path folder, Consumer<String> console) {
        this.options = options;
        this.shape = shape;
        this.folder = folder;
        this.console = console;
        this.random = new Random(options.seed() + shape.title().hashCode());
    }

    /**
     * How it ended.
     *
     * @param isAnswered whether every request came to an end after the faults were over
     */
    record Outcome(Shape shape, Verdict verdict, FaultLog faults, boolean isAnswered) {

        boolean isKept() {
            return verdict.isKept() && isAnswered && faults.stuckCount() == 0;
        }
    }

    /**
     * Runs it.
     *
     * @throws IOException if the stack does not start or does not answer any more
     */
    Outcome run() throws IOException, InterruptedException {
        var launcher = new Launcher(options.jar());
        console.accept("%s: starting".formatted(shape.title()));
        return switch (shape) {
            case ONE_PROCESS -> runOneProcess(launcher);
            case TWO_OF_EACH, CLUSTER -> runSeparate(launcher);
        };
    }

    private Outcome runOneProcess(Launcher launcher) throws IOException, InterruptedException {
        try (var stack = LocalStack.start(launcher, folder, shape.options())) {
            stack.awaitReady();
            try (Crowd crowd = gather(stack)) {
                return run(new Target(stack, null, crowd, history, true));
            }
        }
    }

    private Outcome runSeparate(Launcher launcher) throws IOException, InterruptedException {
        try (Database database = Database.start(launcher, folder)) {
            var all = new ArrayList<>(shape.options());
            all.addAll(List.of("--mongo", database.uri()));
            try (var stack = LocalStack.start(launcher, folder, all)) {
                stack.awaitAllReady();
                try (Crowd crowd = gather(stack)) {
                    return run(new Target(stack, database, crowd, history, false));
                }
            }
        }
    }

    private Crowd gather(LocalStack stack) throws IOException {
        var api = new Api(new Endpoints(stack.gateway(), stack::realtime));
        var size = new Crowd.Size(options.rooms(), options.perSecond(), shape.visitors());
        return Crowd.gather(api, history, size, random);
    }

    private Outcome run(Target target) throws IOException, InterruptedException {
        console.accept("%s: under load".formatted(shape.title()));
        target.crowd().start();
        park(WARM_UP);
        breakThings(target);
        console.accept("%s: coming to rest".formatted(shape.title()));
        target.stack().awaitAllReady();
        boolean isAnswered = target.crowd().finish(PATIENCE);
        target.crowd().crossDoorsteps(DOORSTEPS, random);
        target.crowd().close();
        target.crowd().readEvidence();
        new Topics(target.stack().kafka()).readEvents(history);
        console.accept("%s: checking".formatted(shape.title()));
        var outcome = new Outcome(shape, Checker.check(history.entries()), faults, isAnswered);
        if (!outcome.isKept()) {
            HistoryFile.write(folder.resolve("history.jsonl"), history.lines());
        }
        return outcome;
    }

    private void breakThings(Target target) throws InterruptedException {
        Injector main = injector(target, FaultKind.Lane.MAIN);
        Injector side = injector(target, FaultKind.Lane.SIDE);
        long start = System.nanoTime();
        long time = (long) (options.time().toNanos() * shareOfTime());
        main.start();
        side.start();
        long shownAt = start;
        while (isGoingOn(System.nanoTime() - start, time, main, side)) {
            if (System.nanoTime() - shownAt >= PROGRESS_EVERY.toNanos()) {
                shownAt += PROGRESS_EVERY.toNanos();
                show(target, Duration.ofNanos(System.nanoTime() - start));
            }
            park(Duration.ofMillis(100));
        }
        main.finish();
        side.finish();
    }

    private static boolean isGoingOn(long passed, long time, Injector main, Injector side) {
        boolean isDue = passed < time || !main.isDone() || !side.isDone();
        return isDue && passed < time * HARD_LIMIT;
    }

    /** Where only some shapes run, they share all of the time. */
    private double shareOfTime() {
        return shape.share() / options.shapes().stream().mapToDouble(Shape::share).sum();
    }

    private Injector injector(Target target, FaultKind.Lane lane) {
        List<FaultKind> kinds =
                shape.faults().stream()
                        .filter(kind -> kind.lane() == lane && options.only().contains(kind))
                        .toList();
        double tenMinutes = options.time().toMinutes() / 10.0;
        int times = (int) Math.max(1, Math.ceil(TIMES_IN_TEN_MINUTES * tenMinutes));
        boolean isLong = options.time().toMinutes() >= LONG_RUN_MINUTES;
        Duration gap =
                switch (lane) {
                    case MAIN -> Duration.ofSeconds(2);
                    case SIDE -> Duration.ofSeconds(8);
                };
        return new Injector(
                target,
                new FaultPlan(kinds, times, new Random(random.nextLong())),
                faults,
                new Injector.Pace(gap, isLong ? MINUTE : SHORT),
                new Random(random.nextLong()),
                console);
    }

    private void show(Target target, Duration passed) {
        var counts = target.crowd().progress().counts();
        console.accept(
                ("%s %4d s: acknowledged %,d, seen %,d, unanswered %,d, refused %,d, faults %d"
                                + " (%s)")
                        .formatted(
                                shape.title(),
                                passed.toSeconds(),
                                counts.acknowledged(),
                                counts.shown(),
                                counts.unanswered(),
                                counts.refused(),
                                faults.count(),
                                faults.last()));
    }

    private static void park(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
