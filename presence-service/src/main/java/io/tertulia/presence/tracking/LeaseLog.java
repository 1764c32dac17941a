package io.tertulia.presence.tracking;

import io.tertulia.events.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows up to which time all leases have been read. Only up to then may silence be taken for
 * silence: after a restart, a rebalance or a database that was away, what looks silent may have
 * spoken in records that wait to be read.
 *
 * <p>It compares where the log ends with what the whole group has committed, so it holds for the
 * partitions of other instances too. It leans on the consumer committing only what is in the
 * database.
 */
@Component
class LeaseLog {

    static final String GROUP = "presence-service";

    private final Admin admin;
    private final Clock clock;
    private final long timeoutMillis;

    // Written by the sweeper's thread alone, read by the consumers' and by health checks.
    private volatile Instant readUntil = Instant.EPOCH;
    private volatile Instant lookedAt = Instant.EPOCH;
    private @Nullable Mark mark;

    LeaseLog(Admin admin, Clock clock, PresenceProperties properties) {
        this.admin = admin;
        this.clock = clock;
        this.timeoutMillis = properties.publishTimeout().toMillis();
    }

    private record Mark(Instant at, Map<TopicPartition, Long> ends) {}

    /** All leases sent before this time are in the database; the epoch while none is known of. */
    Instant readUntil() {
        return readUntil;
    }

    /** When Kafka last answered {@link #look}. */
    Instant lookedAt() {
        return lookedAt;
    }

    /**
     * Looks how far the log has been read.
     *
     * @throws IllegalStateException if Kafka does not answer
     */
    void look() {
        // The time is taken first: what is sent before it is before the ends that are asked next.
        Mark now = new Mark(clock.instant(), ends());
        Map<TopicPartition, Long> read = read(now.ends());
        Mark earlier = mark;
        if (isReached(now, read)) {
            readUntil = now.at();
            mark = null;
        } else if (earlier == null) {
            mark = now;
        } else if (isReached(earlier, read)) {
            readUntil = earlier.at();
            mark = now;
        }
        lookedAt = now.at();
    }

    private static boolean isReached(Mark mark, Map<TopicPartition, Long> read) {
        return mark.ends().entrySet().stream()
                .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Where each partition ends; nothing while the topic does not exist. */
    private Map<TopicPartition, Long> ends() {
        String name = Topics.CONNECTIONS.name();
        try {
            TopicDescription topic =
                    get(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
            if (topic == null) {
                return Map.of();
            }
            return offsets(
                    topic.partitions().stream()
                            .map(partition -> new TopicPartition(name, partition.partition()))
                            .collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest())));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw new IllegalStateException("Kafka does not tell where the leases end", e);
        }
    }

    /** What the group has committed; where it has not, the log's start, which means the same. */
    private Map<TopicPartition, Long> read(Map<TopicPartition, Long> ends) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    get(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
            var read = new HashMap<TopicPartition, Long>();
            var without = new HashMap<TopicPartition, OffsetSpec>();
            for (TopicPartition partition : ends.keySet()) {
                OffsetAndMetadata offset = committed.get(partition);
                if (offset == null) {
                    without.put(partition, OffsetSpec.earliest());
                } else {
                    read.put(partition, offset.offset());
                }
            }
            read.putAll(offsets(without));
            return read;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell what has been read", e);
        }
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> which)
            throws ExecutionException {
        if (which.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, ListOffsetsResultInfo> found = get(admin.listOffsets(which).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
