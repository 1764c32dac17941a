package io.tertulia.message.writing;

import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.PositionsCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions this instance writes, and how far each is done. A partition that was just
 * assigned stays paused until its position was read from MongoDB: a record before that would be
 * read from the wrong place. For the writer's thread only; Kafka calls the listener on the thread
 * that polls.
 */
final class Ownership implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final Consumer<String, byte[]> consumer;
    private final PositionsCollection positions;
    private final Supplier<String> topicId;
    private final Runnable onLoss;

    /** Assigned, but not yet positioned. */
    private final Set<TopicPartition> pending = new HashSet<>();

    /** Owned; everything before the offset is stored and published. */
    private final Map<TopicPartition, LogOffset> settled = new HashMap<>();

    /** Settled since Kafka was told last. */
    private final Map<TopicPartition, OffsetAndMetadata> untold = new HashMap<>();

    /**
     * Makes one.
     *
     * @param topicId tells which topic bears the name now
     * @param onLoss told when partitions go to others
     */
    Ownership(
            Consumer<String, byte[]> consumer,
            PositionsCollection positions,
            Supplier<String> topicId,
            Runnable onLoss) {
        this.consumer = consumer;
        this.positions = positions;
        this.topicId = topicId;
        this.onLoss = onLoss;
    }

    /** The partitions whose records may be written now. */
    Set<TopicPartition> owned() {
        return Set.copyOf(settled.keySet());
    }

    /** Starts to read what was assigned from where it was left, by whomever. */
    void takeUp() {
        if (pending.isEmpty()) {
            return;
        }
        String topic = topicId.get();
        Map<Integer, LogOffset> stored =
                positions.find(pending.stream().map(TopicPartition::partition).toList());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(pending);
        Map<TopicPartition, Long> ends = consumer.endOffsets(pending);
        for (TopicPartition partition : pending) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            LogOffset position = stored.get(partition.partition());
            position =
                    position == null
                            ? begun(new LogOffset(topic, partition.partition(), begin))
                            : checked(position, topic, begin, end);
            consumer.seek(partition, position.offset());
            settled.put(partition, position);
        }
        LOG.info("Writing from {}", settled);
        consumer.resume(pending);
        pending.clear();
    }

    /** An epoch is stored before any of its offsets is: whoever comes next must go on in it. */
    private LogOffset begun(LogOffset position) {
        positions.begin(position);
        return position;
    }

    private LogOffset checked(LogOffset position, String topic, long begin, long end) {
        int partition = position.partition();
        if (!position.epoch().startsWith(topic)) {
            LOG.error("The topic was made anew: partition {} is read from its start", partition);
            return begun(new LogOffset(topic, partition, begin));
        }
        if (position.offset() > end) {
            // Kafka lost records, and gives their offsets to others. What is there is read from
            // its start: what was applied before is found by its id. Left as it is, the position
            // would one day skip commands that nobody has applied; and in the same epoch new
            // commands would seem to stand before what was written long ago.
            LOG.error(
                    "Partition {} ends at {}, before {}: reading it from its beginning",
                    partition,
                    end,
                    position);
            return begun(new LogOffset(topic + "/" + UUID.randomUUID(), partition, begin));
        }
        if (position.offset() < begin) {
            LOG.error(
                    "Partition {} begins at {}, after {}: Kafka dropped commands unread",
                    partition,
                    begin,
                    position);
            return new LogOffset(position.epoch(), partition, begin);
        }
        return position;
    }

    /** The epochs of the partitions whose records may be written now. */
    Map<TopicPartition, String> epochs() {
        var epochs = new HashMap<TopicPartition, String>();
        settled.forEach((partition, position) -> epochs.put(partition, position.epoch()));
        return epochs;
    }

    /**
     * Makes sure that the consumer was not sent back: then the topic was made anew or lost its end
     * under our hands, and its offsets are those of another epoch.
     *
     * @throws IllegalStateException if it was; partitions must be taken up again
     */
    void check(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            LogOffset position = settled.get(partition);
            long first = records.records(partition).getFirst().offset();
            if (position != null && first < position.offset()) {
                throw new IllegalStateException(
                        "%s went back from %s to %d".formatted(partition, position, first));
            }
        }
    }

    /** Everything before these offsets is stored and published. */
    void settle(Map<TopicPartition, Long> ends) {
        ends.forEach(
                (partition, end) -> {
                    settled.computeIfPresent(
                            partition,
                            (it, from) -> new LogOffset(from.epoch(), from.partition(), end));
                    untold.put(partition, new OffsetAndMetadata(end));
                });
    }

    /** Whether everything that was assigned is being read from its position. */
    boolean isTakenUp() {
        return pending.isEmpty();
    }

    /**
     * Stores how far we are: what came after that is decided again by whoever comes after a crash.
     * Then tells Kafka, for those who watch the lag: nothing reads that back. Does nothing unless
     * something was settled since.
     */
    void tell() {
        if (!untold.isEmpty() && storeEnds(untold.keySet())) {
            consumer.commitAsync(
                    Map.copyOf(untold),
                    (offsets, e) -> {
                        if (e != null) {
                            LOG.debug("Kafka was not told how far we are", e);
                        }
                    });
            untold.clear();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        pending.addAll(partitions);
        consumer.pause(partitions);
    }

    /** Comes between two batches, or while one is being tried again: settled is right in both. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        storeEnds(partitions);
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            LOG.info("No longer writing {}", partitions);
        }
        pending.removeAll(partitions);
        settled.keySet().removeAll(partitions);
        untold.keySet().removeAll(partitions);
        onLoss.run();
    }

    private boolean storeEnds(Collection<TopicPartition> partitions) {
        List<LogOffset> ends =
                partitions.stream().map(settled::get).filter(Objects::nonNull).toList();
        try {
            positions.advance(ends);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("What came last may be replayed: its end could not be stored", e);
            return false;
        }
    }
}
