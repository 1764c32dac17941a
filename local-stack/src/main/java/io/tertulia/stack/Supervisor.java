package io.tertulia.stack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps processes running: one that ends is started again, after a pause that doubles while it
 * keeps ending early. Each process has a thread that waits for its end; what they share is guarded
 * by this object's lock.
 */
final class Supervisor implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Duration stopWithin;
    private final Consumer<String> console;
    private final Consumer<List<String>> onChange;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Child> children = new LinkedHashMap<>();

    private record Child(Part part, Process process) {}

    /**
     * A supervisor that keeps nothing yet.
     *
     * @param stopWithin what each process gets to finish when it is asked to stop
     * @param onChange told the lines {@code name pid address} of all processes after each change
     */
    Supervisor(
            InstantSource clock,
            Duration stopWithin,
            Consumer<String> console,
            Consumer<List<String>> onChange) {
        this.clock = clock;
        this.stopWithin = stopWithin;
        this.console = console;
        this.onChange = onChange;
    }

    /** Starts a part and keeps it running until this supervisor closes. */
    void keep(Part part) {
        start(part)
                .ifPresent(
                        process ->
                                Thread.ofVirtual()
                                        .name("keep-" + part.name())
                                        .start(() -> keepRunning(part, process)));
    }

    private void keepRunning(Part part, Process first) {
        Optional<Process> process = Optional.of(first);
        Duration pause = FIRST_PAUSE;
        try {
            while (process.isPresent()) {
                Instant startedAt = clock.instant();
                int status = process.get().waitFor();
                if (startedAt.plus(HEALTHY_AFTER).isBefore(clock.instant())) {
                    pause = FIRST_PAUSE;
                }
                process = startedAgain(part, "ended with " + status, pause);
                pause = doubled(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The new process after a pause; none if this supervisor is closed meanwhile. */
    private Optional<Process> startedAgain(Part part, String reason, Duration firstPause)
            throws InterruptedException {
        String why = reason;
        Duration pause = firstPause;
        while (isPausedUnlessClosed(part, why, pause)) {
            try {
                return start(part);
            } catch (CannotStart e) {
                // A full disk, say, on which its log cannot be made: that passes.
                why = "cannot be started (%s)".formatted(e.getCause());
                pause = doubled(pause);
            }
        }
        return Optional.empty();
    }

    private boolean isPausedUnlessClosed(Part part, String why, Duration pause)
            throws InterruptedException {
        if (closed.getCount() == 0) {
            return false;
        }
        console.accept(
                "  %s %s; it starts again in %.1f s"
                        .formatted(part.name(), why, pause.toMillis() / 1000.0));
        return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** Under the lock, so that no process starts after {@link #close} has read the list of them. */
    private synchronized Optional<Process> start(Part part) {
        if (closed.getCount() == 0) {
            return Optional.empty();
        }
        Process process = launch(part);
        children.put(part.name(), new Child(part, process));
        onChange.accept(lines());
        return Optional.of(process);
    }

    private static Process launch(Part part) {
        var builder = new ProcessBuilder(part.command()).redirectErrorStream(true);
        builder.environment().putAll(part.environment());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CannotStart("%s cannot be started.".formatted(part.name()), e);
        }
    }

    private List<String> lines() {
        return children.values().stream()
                .map(
                        child ->
                                "%s %d %s"
                                        .formatted(
                                                child.part().name(),
                                                child.process().pid(),
                                                child.part().address()))
                .toList();
    }

    /**
     * Stops the processes, the latest first, each with time to finish; those of one kind together,
     * for the last broker of a cluster could not take its leave of anybody.
     */
    @Override
    public void close() {
        List<Child> running;
        synchronized (this) {
            closed.countDown();
            running = List.copyOf(children.values());
        }
        for (int last = running.size(); last > 0; ) {
            int first = firstOfKind(running, last - 1);
            List<Child> together = running.subList(first, last).reversed();
            together.forEach(child -> child.process().destroy());
            together.forEach(child -> awaitEnd(child.process()));
            last = first;
        }
    }

    private static int firstOfKind(List<Child> children, int last) {
        int first = last;
        while (first > 0
                && children.get(first - 1).part().kind().equals(children.get(last).part().kind())) {
            first--;
        }
        return first;
    }

    private void awaitEnd(Process process) {
        try {
            if (!process.waitFor(stopWithin.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
