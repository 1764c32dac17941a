package io.tertulia.message.writing;

import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.PositionsCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
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
    private final Runnable onLoss;

    /** Assigned, but not yet positioned. */
    private final Set<TopicPartition> pending = new HashSet<>();

    /** Owned; everything before the offset is stored and published. */
    private final Map<TopicPartition, Long> settled = new HashMap<>();

    /** Settled since Kafka was told last. */
    private final Map<TopicPartition, OffsetAndMetadata> untold = new HashMap<>();

    Ownership(Consumer<String, byte[]> consumer, PositionsCollection positions, Runnable onLoss) {
        this.consumer = consumer;
        this.positions = positions;
        this.onLoss = onLoss;
    }

    /** The partitions whose records may be written now. */
    Set<TopicPartition> owned() {
        return Set.copyOf(settled.keySet());
    }

    /**
     * Starts to read what was assigned from where it was left, by whomever.
     *
     * @return whether there was something to take up
     */
    boolean takeUp() {
        if (pending.isEmpty()) {
            return false;
        }
        Map<Integer, Long> stored =
                positions.find(pending.stream().map(TopicPartition::partition).toList());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(pending);
        Map<TopicPartition, Long> ends = consumer.endOffsets(pending);
        for (TopicPartition partition : pending) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            long position = stored.getOrDefault(partition.partition(), begin);
            position = checked(partition, position, begin, end);
            consumer.seek(partition, position);
            settled.put(partition, position);
        }
        LOG.info("Writing from {}", settled);
        consumer.resume(pending);
        pending.clear();
        return true;
    }

    private long checked(TopicPartition partition, long position, long begin, long end) {
        if (position > end) {
            // Kafka lost records, or the topic is a new one. What is there is read from its start:
            // what was applied before is found by its id. Left as it is, the position would one
            // day skip commands that nobody has applied.
            LOG.error(
                    "{} ends at {}, before its position {}: reading it from its beginning",
                    partition,
                    end,
                    position);
            positions.reset(new LogOffset(partition.partition(), begin));
            return begin;
        }
        if (position < begin) {
            LOG.error(
                    "{} begins at {}, after its position {}: Kafka dropped commands unread",
                    partition,
                    begin,
                    position);
            return begin;
        }
        return position;
    }

    /** Everything before these offsets is stored and published. */
    void settle(Map<TopicPartition, Long> ends) {
        ends.forEach(
                (partition, end) -> {
                    settled.put(partition, end);
                    untold.put(partition, new OffsetAndMetadata(end));
                });
    }

    /** Tells Kafka how far we are, for those who watch the lag; nothing reads it back. */
    void tellKafka() {
        if (!untold.isEmpty()) {
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

    private void storeEnds(Collection<TopicPartition> partitions) {
        var ends =
                partitions.stream()
                        .filter(settled::containsKey)
                        .map(
                                each ->
                                        new LogOffset(
                                                each.partition(), settled.getOrDefault(each, 0L)))
                        .toList();
        try {
            positions.advance(ends);
        } catch (RuntimeException e) {
            LOG.warn("The last batch will be replayed: its end could not be stored", e);
        }
    }
}
