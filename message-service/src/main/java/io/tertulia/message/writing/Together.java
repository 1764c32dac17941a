package io.tertulia.message.writing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Does things at the same time that do not depend on each other, so that a batch waits for the
 * slowest round trip to the database instead of for their sum. Handing work to the pool and joining
 * its future are what makes the writer's state visible to the work, and what the work has done to
 * the writer.
 */
final class Together {

    /** As many as one batch has things to do at a time, beside the writer's own thread. */
    private static final int MOST = 3;

    // Platform threads: virtual ones would wait for their turn behind all requests that are being
    // answered, and every room with them.
    private static final Executor THREADS =
            Executors.newFixedThreadPool(
                    MOST, Thread.ofPlatform().daemon().name("room-log-writer-", 0).factory());

    private Together() {}

    /** Begins something; {@link #result} waits for it. */
    static <T> CompletableFuture<T> begin(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** What came of it, or the exception with which it ended. */
    static <T> T result(CompletableFuture<T> begun) {
        try {
            return begun.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    /**
     * Does all of these, the first on the caller's thread, and waits for all of them even if one
     * fails: what is tried again must not meet what was tried before. Throws what failed first in
     * their order.
     */
    static void all(Runnable first, Runnable... others) {
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        Arrays.stream(others)
                .forEach(other -> begun.add(CompletableFuture.runAsync(other, THREADS)));
        RuntimeException failure = null;
        try {
            first.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (CompletableFuture<Void> each : begun) {
            try {
                result(each);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
