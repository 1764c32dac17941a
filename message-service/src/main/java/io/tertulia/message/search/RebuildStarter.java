package io.tertulia.message.search;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Rebuilds the index beside everything else, from the start of the service until it is whole or the
 * service stops. Where it is whole already, that is one look at the database.
 */
final class RebuildStarter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildStarter.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final IndexRebuild rebuild;
    private final Duration pause;
    private volatile @Nullable Run run;

    /**
     * @param pause after each batch
     */
    RebuildStarter(IndexRebuild rebuild, Duration pause) {
        this.rebuild = rebuild;
        this.pause = pause;
    }

    /** One start of the service. A latch and not an interrupt: drivers take those badly. */
    private record Run(CountDownLatch stopped, Thread thread) {}

    @Override
    public void start() {
        var stopped = new CountDownLatch(1);
        run =
                new Run(
                        stopped,
                        Thread.ofVirtual().name("search-rebuild").start(() -> work(stopped)));
    }

    private void work(CountDownLatch stopped) {
        try {
            long batches = 0;
            while (advance(stopped)) {
                batches++;
            }
            if (batches > 0) {
                LOG.info("Indexed the room log for the search, in {} batches", batches);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether to go on. */
    private boolean advance(CountDownLatch stopped) throws InterruptedException {
        Duration wait = pause;
        try {
            if (!rebuild.advance()) {
                return false;
            }
        } catch (MongoException e) {
            LOG.warn("The index cannot be rebuilt now; it is tried again: {}", e.toString());
            wait = RETRY;
        } catch (RuntimeException e) {
            LOG.error("The index cannot be rebuilt by a fault of ours; it is tried again", e);
            wait = RETRY;
        }
        return !stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The batch under way ends by itself; each of its waits is bounded. */
    @Override
    public void stop() {
        Run stopping = run;
        run = null;
        if (stopping != null) {
            stopping.stopped().countDown();
            try {
                stopping.thread().join(RETRY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }
}
