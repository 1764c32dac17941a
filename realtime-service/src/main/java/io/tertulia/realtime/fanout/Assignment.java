package io.tertulia.realtime.fanout;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions are read, and where each goes on. The places are kept here and not only in the
 * consumer, so that a consumer made anew goes on where the old one ended and loses nothing.
 *
 * <p>Touched by the event reader's thread only.
 */
final class Assignment {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);
    private static final List<Topic<?>> KEYED_BY_ROOM =
            List.of(Topics.MESSAGE_EVENTS, Topics.ROOM_EVENTS, Topics.TYPING);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(2);
    private static final long ABSENT_CHECK_MILLIS = 500;

    private final Interest interest;
    private final Clock clock;
    private final Duration linger;

    /** The next offset of every partition that is read. */
    private final Map<TopicPartition, Long> places = new HashMap<>();

    private final Set<String> knownTopics = new HashSet<>();

    /** Wanted partitions of topics that do not exist yet: all that they will hold is still new. */
    private final Set<TopicPartition> absent = new HashSet<>();

    private final Map<Integer, Long> unwantedSinceMillis = new HashMap<>();
    private long absentCheckedMillis;

    Assignment(Interest interest, Clock clock, Duration linger) {
        this.interest = interest;
        this.clock = clock;
        this.linger = linger;
    }

    /** Gives a new consumer what the one before it was reading. */
    void resume(Consumer<String, byte[]> consumer) {
        consumer.assign(places.keySet());
        places.forEach(consumer::seek);
    }

    /**
     * Brings what is read into line with what is wanted. The end of each new partition is asked for
     * before those who wait for it are told: what is published after that will be read.
     */
    void refresh(Consumer<String, byte[]> consumer) {
        BitSet wanted = withLingering(interest.wanted());
        Set<TopicPartition> partitions = partitions(wanted);
        var added = new HashSet<>(partitions);
        added.removeAll(places.keySet());
        if (clock.millis() - absentCheckedMillis < ABSENT_CHECK_MILLIS) {
            added.removeAll(absent);
        }
        boolean isChanged = places.keySet().retainAll(partitions);
        absent.retainAll(partitions);
        if (!added.isEmpty()) {
            isChanged |= findEnds(consumer, added);
        }
        if (isChanged) {
            consumer.assign(places.keySet());
            added.stream()
                    .filter(places::containsKey)
                    .forEach(partition -> consumer.seek(partition, place(partition)));
            LOG.debug("Reading {} partitions", places.size());
        }
        interest.onRead(wanted);
    }

    /** Returns whether any of them can be read; those of topics that do not exist cannot. */
    private boolean findEnds(Consumer<String, byte[]> consumer, Set<TopicPartition> added) {
        Set<TopicPartition> existing =
                added.stream()
                        .filter(partition -> exists(consumer, partition.topic()))
                        .collect(Collectors.toSet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(existing);
        for (TopicPartition partition : existing) {
            Long end = ends.get(partition);
            // A topic that appeared after it was wanted is read from its first record.
            places.put(partition, absent.remove(partition) || end == null ? 0L : end);
        }
        added.stream().filter(partition -> !existing.contains(partition)).forEach(absent::add);
        absentCheckedMillis = clock.millis();
        return !existing.isEmpty();
    }

    private boolean exists(Consumer<String, byte[]> consumer, String topic) {
        if (knownTopics.contains(topic)) {
            return true;
        }
        int partitions = consumer.partitionsFor(topic, METADATA_TIMEOUT).size();
        if (partitions == 0) {
            return false;
        }
        if (partitions != Topics.PARTITIONS) {
            throw new IllegalStateException(
                    "%s has %d partitions instead of %d: its rooms would be looked for in the wrong"
                            .concat(" ones")
                            .formatted(topic, partitions, Topics.PARTITIONS));
        }
        knownTopics.add(topic);
        return true;
    }

    /** A partition whose last socket closed is kept a while: another often opens soon. */
    private BitSet withLingering(BitSet wanted) {
        long now = clock.millis();
        IntStream.range(0, Topics.PARTITIONS).forEach(p -> keepAWhile(p, wanted, now));
        return wanted;
    }

    private void keepAWhile(int partition, BitSet wanted, long now) {
        if (wanted.get(partition)) {
            unwantedSinceMillis.remove(partition);
        } else if (isRead(partition)) {
            long since = unwantedSinceMillis.computeIfAbsent(partition, p -> now);
            if (now - since < linger.toMillis() || !interest.drop(partition)) {
                wanted.set(partition);
            }
        }
    }

    private boolean isRead(int partition) {
        var known = new TopicPartition(Topics.MESSAGE_EVENTS.name(), partition);
        return places.containsKey(known) || absent.contains(known);
    }

    private static Set<TopicPartition> partitions(BitSet wanted) {
        var partitions = new HashSet<TopicPartition>();
        for (Topic<?> topic : KEYED_BY_ROOM) {
            wanted.stream().forEach(p -> partitions.add(new TopicPartition(topic.name(), p)));
        }
        // Keyed by person: each partition may tell about any room.
        String presence = Topics.PRESENCE_EVENTS.name();
        IntStream.range(0, Topics.PARTITIONS)
                .forEach(p -> partitions.add(new TopicPartition(presence, p)));
        return partitions;
    }

    private long place(TopicPartition partition) {
        return places.getOrDefault(partition, 0L);
    }

    /** What was polled has been handed on. */
    void advance(ConsumerRecords<String, byte[]> records) {
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next : records.nextOffsets().entrySet()) {
            places.computeIfPresent(next.getKey(), (p, old) -> next.getValue().offset());
        }
    }

    /** Goes on from the end where the place is gone; what lay between is lost to this reader. */
    void skipToEnd(Consumer<String, byte[]> consumer, Collection<TopicPartition> lost) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(lost);
        ends.forEach(
                (partition, end) -> {
                    places.put(partition, end);
                    consumer.seek(partition, end);
                });
    }
}
