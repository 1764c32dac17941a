package io.tertulia.message.writing;

import io.tertulia.message.log.PositionsCollection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The one thread that writes: polls, hands each poll's worth to the {@link BatchWriter}, and keeps
 * its place in the group whatever happens. A batch that fails is tried again until it succeeds or
 * its partitions belong to somebody else. An instance is started and stopped once.
 */
final class WriterLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLoop.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int BEHIND_WEB_SERVER = 4096;

    /** What a crash lets be done once more at most, and a position costs a write. */
    private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final WriterClients clients;
    private final BatchWriter writer;
    private final PositionsCollection positions;
    private final LogTopics topics;
    private final WriterProperties properties;
    private final WriterWatch watch;
    private final CommandReader reader;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private @Nullable Thread thread;
    private long toldAt;

    /**
     * Who watches the loop.
     *
     * @param topicsExist creates the topics where they are missing; false while Kafka is away
     * @param topicId the id that Kafka gave to the topic of commands
     */
    record WriterWatch(
            WriterStatus status,
            WriterMetrics metrics,
            BooleanSupplier topicsExist,
            Supplier<String> topicId) {}

    WriterLoop(
            WriterClients clients,
            BatchWriter writer,
            PositionsCollection positions,
            LogTopics topics,
            WriterProperties properties,
            WriterWatch watch) {
        this.clients = clients;
        this.writer = writer;
        this.positions = positions;
        this.topics = topics;
        this.properties = properties;
        this.watch = watch;
        this.reader = new CommandReader(topics.commands());
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            watch.status().started();
            thread =
                    Thread.ofPlatform()
                            .name("room-log-writer")
                            .uncaughtExceptionHandler((it, e) -> LOG.error("The writer died", e))
                            .start(this::run);
        }
    }

    /** Lets the batch in hand end, stores how far it got, and leaves the group. */
    @Override
    public synchronized void stop() {
        stopping.countDown();
        Thread running = thread;
        try {
            if (running != null && !running.join(STOP_PATIENCE)) {
                LOG.warn("The writer did not stop in time; what it has in hand will be replayed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null && thread.isAlive();
    }

    /**
     * Starts before and stops after the web server: requests that it still answers wait for
     * replies, and this instance may be the one that gives them.
     */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - BEHIND_WEB_SERVER;
    }

    private boolean goesOn() {
        return stopping.getCount() > 0;
    }

    private void run() {
        try {
            var backoff = retries();
            while (goesOn()) {
                try {
                    write();
                } catch (RuntimeException e) {
                    LOG.error("The writer begins anew", e);
                    writer.forget();
                    troubled(e);
                    pause(backoff.next());
                }
            }
        } finally {
            // Also reached by an Error: then liveness fails, and whoever runs us restarts us.
            watch.status().stopped();
        }
    }

    private void write() {
        if (!watch.topicsExist().getAsBoolean()) {
            throw new IllegalStateException("Kafka does not answer, so topics may be missing");
        }
        // Closing leaves the group, which first revokes: so the ends are stored.
        try (Consumer<String, byte[]> consumer = clients.consumer()) {
            var ownership = new Ownership(consumer, positions, watch.topicId(), writer::forget);
            consumer.subscribe(List.of(topics.commands().name()), ownership);
            while (goesOn()) {
                takeUp(ownership);
                ConsumerRecords<String, byte[]> records = consumer.poll(properties.poll());
                // Negative until the group's coordinator has let this member in.
                watch.status().joined(consumer.groupMetadata().generationId() >= 0);
                if (!records.isEmpty()) {
                    ownership.check(records);
                    write(consumer, ownership, Batch.of(records, ownership.epochs(), reader));
                }
                maybeTell(ownership);
                if (ownership.isTakenUp()) {
                    // Also when what was in trouble belongs to somebody else by now.
                    watch.status().well();
                }
            }
        }
    }

    /** Partitions that cannot be taken up yet stay paused; the next round tries again. */
    private void takeUp(Ownership ownership) {
        try {
            ownership.takeUp();
        } catch (RuntimeException e) {
            LOG.warn("Partitions cannot be taken up yet", e);
            troubled(e);
        }
    }

    private void write(Consumer<String, byte[]> consumer, Ownership ownership, Batch batch) {
        var backoff = retries();
        Batch rest = batch.only(ownership.owned());
        while (goesOn() && !rest.isEmpty()) {
            try {
                writer.write(rest);
                ownership.settle(rest.ends());
                break;
            } catch (RuntimeException e) {
                Duration pause = backoff.next();
                LOG.warn("A batch of {} failed; again in {}", rest.arrivals().size(), pause, e);
                troubled(e);
                watch.metrics().retry();
                pollPaused(consumer, pause);
                maybeTell(ownership);
                // The others may have taken our place meanwhile: then the rest is theirs.
                rest = rest.only(ownership.owned());
            }
        }
        consumer.resume(ownership.owned());
    }

    /**
     * Waits without leaving the group: only polling shows it that we live, and it must bring
     * nothing, for there is no place for more. Partitions assigned meanwhile come paused.
     */
    private static void pollPaused(Consumer<String, byte[]> consumer, Duration pause) {
        consumer.pause(consumer.assignment());
        if (!consumer.poll(pause).isEmpty()) {
            throw new IllegalStateException("BUG: a paused partition brought records");
        }
    }

    private void maybeTell(Ownership ownership) {
        long now = System.nanoTime();
        if (now - toldAt >= TELL_NANOS) {
            ownership.tell();
            toldAt = now;
        }
    }

    private void troubled(RuntimeException e) {
        watch.status().troubled(e);
    }

    private Backoff retries() {
        return new Backoff(properties.firstRetry(), properties.longestRetry());
    }

    private void pause(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Stopping");
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that ends.
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
