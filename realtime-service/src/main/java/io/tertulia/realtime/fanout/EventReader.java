package io.tertulia.realtime.fanout;

import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topics;
import io.tertulia.realtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the events of all rooms that have sockets here, on one thread of its own. Kafka away means
 * trying again, for ever; the places reached survive a new consumer.
 */
public final class EventReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final long RETRY_MILLIS = 200;

    private final KafkaClients clients;
    private final Interest interest;
    private final Assignment assignment;
    private final BatchReader batches;
    private final Fanout fanout;
    private final Rechecks rechecks;
    private final FanoutProperties properties;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Consumer<String, byte[]> current;
    private volatile boolean isReading;

    EventReader(
            KafkaClients clients,
            Interest interest,
            Assignment assignment,
            BatchReader batches,
            Fanout fanout,
            Rechecks rechecks,
            FanoutProperties properties) {
        this.clients = clients;
        this.interest = interest;
        this.assignment = assignment;
        this.rechecks = rechecks;
        this.batches = batches;
        this.fanout = fanout;
        this.properties = properties;
        this.thread = Thread.ofPlatform().daemon().name("event-reader").unstarted(this::run);
    }

    /** Whether the last turn with Kafka went well. */
    public boolean isReading() {
        return isReading;
    }

    /** Whether the thread lives. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void start() {
        interest.onChange(this::wake);
        thread.start();
    }

    @Override
    public void stop() {
        stopping.countDown();
        wake();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public int getPhase() {
        return 10;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /**
     * Lets the reader see at once what changed; {@code wakeup} is the one call safe from outside.
     */
    private void wake() {
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void run() {
        while (!isStopping()) {
            try (Consumer<String, byte[]> consumer =
                    clients.consumer(properties.recordsPerPoll())) {
                current = consumer;
                assignment.resume(consumer);
                while (!isStopping()) {
                    turn(consumer);
                }
            } catch (RuntimeException e) {
                LOG.warn("Reading events begins anew: {}", e.toString());
                pauseBeforeRetry();
            } catch (InterruptedException e) {
                LOG.info("The event reader was interrupted, and ends");
                return;
            } finally {
                current = null;
                isReading = false;
            }
        }
    }

    private void turn(Consumer<String, byte[]> consumer) throws InterruptedException {
        try {
            boolean hasPaused = pauseForMore();
            assignment.refresh(consumer);
            isReading = true;
            batches.read(consumer, hasPaused);
        } catch (WakeupException e) {
            LOG.trace("Woken up");
        } catch (InvalidOffsetException e) {
            onPlaceLost(consumer, e.partitions());
        } catch (RetriableException e) {
            isReading = false;
            LOG.warn("Events cannot be read now: {}", e.toString());
            pauseBeforeRetry();
        }
    }

    /**
     * Lets more events come in if writing is the limit. A stop ends the pause at once. A socket
     * that opens a partition does not: it waits for the rest of the pause, and its wake-up is kept
     * by the consumer, whose next poll it ends.
     *
     * @return whether there was a pause
     */
    private boolean pauseForMore() throws InterruptedException {
        long nanos = fanout.pauseNanos();
        return nanos > 0 && !stopping.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void onPlaceLost(Consumer<String, byte[]> consumer, Set<TopicPartition> lost) {
        LOG.warn("The places in {} are gone, going on from the ends", lost);
        assignment.skipToEnd(consumer, lost);
        BitSet messages = partitions(lost, Topics.MESSAGE_EVENTS.name());
        fanout.forEachSeat(
                room -> messages.get(RoomPartitions.of(room)), seat -> seat.view().onPlaceLost());
        // What was lost of these could have said that somebody was removed, or came in.
        BitSet rooms = partitions(lost, Topics.ROOM_EVENTS.name());
        if (!rooms.isEmpty()) {
            rechecks.onLost(room -> rooms.get(RoomPartitions.of(room)));
        }
    }

    private static BitSet partitions(Set<TopicPartition> lost, String topic) {
        var partitions = new BitSet();
        lost.stream()
                .filter(partition -> partition.topic().equals(topic))
                .forEach(partition -> partitions.set(partition.partition()));
        return partitions;
    }

    private void pauseBeforeRetry() {
        try {
            if (stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopping while events could not be read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
