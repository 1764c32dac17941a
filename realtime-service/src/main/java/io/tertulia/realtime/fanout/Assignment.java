package io.tertulia.realtime.fanout;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
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
            List.of(Topics.MESSAGE_EVENTS, Topics.ROOM_EVENTS, Topics.TYPING, Topics.READS);

    /** Short, since meanwhile nothing is read. */
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(1);

    private static final long STUCK_RETRY_MILLIS = 1_000;
    private static final long ABSENT_CHECK_MILLIS = 500;

    private final Interest interest;
    private final Clock clock;
    private final Duration linger;

    /** The next offset of every partition that is read. */
    private final Map<TopicPartition, Long> places = new HashMap<>();

    private final Set<String> knownTopics = new HashSet<>();

    /** Wanted partitions of topics that do not exist yet: all that they will hold is still new. */
    private final Set<TopicPartition> absent = new HashSet<>();

    /** The parts that were wanted or kept the last time. */
    private final BitSet read = new BitSet();

    private final Map<Integer, Long> unwantedSinceMillis = new HashMap<>();
    private long absentCheckedMillis;

    /** Wanted partitions whose end could not be had, the one tried last at the end. */
    private final Set<TopicPartition> stuck = new LinkedHashSet<>();

    private long stuckTriedMillis;

    /** Partitions with a place here that the consumer has not been told. */
    private final Set<TopicPartition> unsought = new HashSet<>();

    /** Whether the consumer's assignment is not that of the places. */
    private boolean isStale;

    Assignment(Interest interest, Clock clock, Duration linger) {
        this.interest = interest;
        this.clock = clock;
        this.linger = linger;
    }

    /** Gives a new consumer what the one before it was reading. */
    void resume(Consumer<String, byte[]> consumer) {
        consumer.assign(places.keySet());
        places.forEach(consumer::seek);
        unsought.clear();
        isStale = false;
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
        isStale |= places.keySet().retainAll(partitions);
        unsought.retainAll(partitions);
        absent.retainAll(partitions);
        stuck.retainAll(partitions);
        added.removeAll(stuck);
        if (!added.isEmpty()) {
            findEndsOrNoteStuck(consumer, added);
        }
        retryStuck(consumer);
        // Kept in fields, so that what an exception or a wake-up interrupts is done the next time.
        if (isStale) {
            consumer.assign(places.keySet());
            unsought.forEach(partition -> consumer.seek(partition, place(partition)));
            unsought.clear();
            isStale = false;
            LOG.debug("Reading {} partitions", places.size());
        }
        wanted.andNot(unreadable());
        interest.onRead(wanted);
    }

    /** Partitions without a leader must not keep the rooms of all others waiting. */
    private void findEndsOrNoteStuck(Consumer<String, byte[]> consumer, Set<TopicPartition> added) {
        try {
            findEnds(consumer, added);
        } catch (TimeoutException e) {
            if (places.isEmpty()) {
                throw e;
            }
            LOG.warn("The ends of {} cannot be had now: {}", added, e.toString());
            stuck.addAll(added);
            stuckTriedMillis = clock.millis();
        }
    }

    /** One by one, so that each that can be read is; and until one fails, about once a second. */
    private void retryStuck(Consumer<String, byte[]> consumer) {
        if (stuck.isEmpty() || clock.millis() - stuckTriedMillis < STUCK_RETRY_MILLIS) {
            return;
        }
        for (TopicPartition partition : List.copyOf(stuck)) {
            stuck.remove(partition);
            findEndsOrNoteStuck(consumer, Set.of(partition));
            if (stuck.contains(partition)) {
                // It is the last one now: the next time the others come first.
                return;
            }
        }
    }

    private BitSet unreadable() {
        var unreadable = new BitSet();
        stuck.stream()
                .filter(partition -> !partition.topic().equals(Topics.PRESENCE_EVENTS.name()))
                .forEach(
                        partition -> {
                            unreadable.set(partition.partition());
                            if (partition.topic().equals(Topics.ROOM_EVENTS.name())) {
                                unreadable.set(Interest.ALL_ROOM_EVENTS);
                            }
                        });
        return unreadable;
    }

    /** Those of topics that do not exist cannot be read. */
    private void findEnds(Consumer<String, byte[]> consumer, Set<TopicPartition> added) {
        Set<TopicPartition> existing =
                added.stream()
                        .filter(partition -> exists(consumer, partition.topic()))
                        .collect(Collectors.toSet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(existing, KAFKA_TIMEOUT);
        for (TopicPartition partition : existing) {
            Long end = ends.get(partition);
            // A topic that appeared after it was wanted is read from its first record.
            places.put(partition, absent.remove(partition) || end == null ? 0L : end);
            unsought.add(partition);
            isStale = true;
        }
        added.stream().filter(partition -> !existing.contains(partition)).forEach(absent::add);
        absentCheckedMillis = clock.millis();
    }

    private boolean exists(Consumer<String, byte[]> consumer, String topic) {
        if (knownTopics.contains(topic)) {
            return true;
        }
        int partitions = consumer.partitionsFor(topic, KAFKA_TIMEOUT).size();
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

    /** A part whose last socket closed is kept a while: another often opens soon. */
    private BitSet withLingering(BitSet wanted) {
        long now = clock.millis();
        IntStream.range(0, Interest.PARTS).forEach(part -> keepAWhile(part, wanted, now));
        read.clear();
        read.or(wanted);
        return wanted;
    }

    private void keepAWhile(int part, BitSet wanted, long now) {
        if (wanted.get(part)) {
            unwantedSinceMillis.remove(part);
        } else if (read.get(part)) {
            long since = unwantedSinceMillis.computeIfAbsent(part, p -> now);
            if (now - since < linger.toMillis() || !interest.drop(part)) {
                wanted.set(part);
            }
        }
    }

    private static Set<TopicPartition> partitions(BitSet wanted) {
        // Keyed by person: each partition may tell about any room.
        Set<TopicPartition> partitions = all(Topics.PRESENCE_EVENTS);
        wanted.stream()
                .forEach(
                        part -> {
                            if (part == Interest.ALL_ROOM_EVENTS) {
                                partitions.addAll(all(Topics.ROOM_EVENTS));
                            } else {
                                KEYED_BY_ROOM.forEach(
                                        topic ->
                                                partitions.add(
                                                        new TopicPartition(topic.name(), part)));
                            }
                        });
        return partitions;
    }

    private static Set<TopicPartition> all(Topic<?> topic) {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .collect(Collectors.toCollection(HashSet::new));
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
