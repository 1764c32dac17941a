package io.tertulia.bench.scenarios;

import io.tertulia.bench.systems.ProcessTree;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most memory that processes have while they are watched. It looks once a second, since a look
 * costs them some milliseconds.
 */
final class MemoryWatch implements AutoCloseable {

    private final ProcessTree processes;
    private final AtomicLong most = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    MemoryWatch(ProcessTree processes) {
        this.processes = processes;
        var _ = thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        most.accumulateAndGet(processes.memoryBytes(), Math::max);
    }

    /** In bytes, so far and now. */
    long most() {
        look();
        return most.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
