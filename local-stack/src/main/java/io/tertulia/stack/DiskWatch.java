package io.tertulia.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks whether the data folder can still be written. What is stored survives a full disk in any
 * case, but a server that runs into it ends in the middle of something; so everything is asked to
 * stop in good order a little before, and somebody is told why.
 */
final class DiskWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final long LEAST_FREE_BYTES = 32L * 1024 * 1024;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("disk-watch").factory());
    private final FreeBytes free;
    private final String folder;
    private final Consumer<String> onTrouble;

    /** Tells how many bytes the disk has left; fails if it cannot be written. */
    @FunctionalInterface
    interface FreeBytes {
        long ask() throws IOException;
    }

    /**
     * A watch that does not look yet.
     *
     * @param folder as people call it
     * @param onTrouble told once, in words for people, on a thread of the watch's own
     */
    DiskWatch(FreeBytes free, String folder, Consumer<String> onTrouble) {
        this.free = free;
        this.folder = folder;
        this.onTrouble = onTrouble;
    }

    void start() {
        var _ =
                executor.scheduleWithFixedDelay(
                        this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            long bytes = free.ask();
            if (bytes < LEAST_FREE_BYTES) {
                tell(
                        "The disk of the data folder %s is full: %d MB are left"
                                .formatted(folder, bytes >> 20));
            }
        } catch (IOException e) {
            tell(
                    "The data folder %s cannot be written (%s)"
                            .formatted(folder, DataFolder.reason(e)));
        }
    }

    private void tell(String what) {
        executor.shutdown();
        onTrouble.accept(
                what
                        + ". Nothing acknowledged is lost: make room, or make it writable, and"
                        + " start again.");
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
