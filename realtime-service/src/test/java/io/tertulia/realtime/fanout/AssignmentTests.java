package io.tertulia.realtime.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.realtime.ManualClock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goal: only what has sockets is read, from the right place, whatever comes and goes. */
class AssignmentTests {

    private static final long END = 40;

    private final ManualClock clock = new ManualClock();
    private final Interest interest = new Interest();
    private final Assignment assignment = new Assignment(interest, clock, Duration.ofSeconds(10));
    private final Faulty consumer = new Faulty();
    private final UUID room = UUID.randomUUID();

    @BeforeEach
    void topicsExist() {
        List.of(Topics.MESSAGE_EVENTS, Topics.ROOM_EVENTS, Topics.PRESENCE_EVENTS)
                .forEach(this::create);
    }

    @Test
    void readsPresenceAlwaysAndARoomsPartitionFromItsEnd() {
        assignment.refresh(consumer);
        assertThat(consumer.assignment()).hasSize(Topics.PARTITIONS);

        var taken = interest.open(room);
        assignment.refresh(consumer);

        assertThat(taken).isCompleted();
        assertThat(consumer.assignment())
                .hasSize(Topics.PARTITIONS + 2)
                .contains(of(Topics.MESSAGE_EVENTS), of(Topics.ROOM_EVENTS));
        assertThat(consumer.position(of(Topics.MESSAGE_EVENTS))).isEqualTo(END);
    }

    @Test
    void readsATopicThatAppearsLaterFromItsBeginning() {
        var _ = interest.open(room);
        assignment.refresh(consumer);
        assertThat(consumer.assignment()).doesNotContain(of(Topics.TYPING));

        create(Topics.TYPING);
        clock.pass(Duration.ofSeconds(1));
        assignment.refresh(consumer);

        assertThat(consumer.position(of(Topics.TYPING))).isZero();
    }

    @Test
    void leavesAPartitionSomeTimeAfterItsLastSocket() {
        var _ = interest.open(room);
        assignment.refresh(consumer);
        interest.close(room);
        assignment.refresh(consumer);
        clock.pass(Duration.ofSeconds(9));
        assignment.refresh(consumer);
        assertThat(consumer.assignment()).contains(of(Topics.MESSAGE_EVENTS));

        clock.pass(Duration.ofSeconds(2));
        assignment.refresh(consumer);

        assertThat(consumer.assignment()).hasSize(Topics.PARTITIONS);
        assertThat(interest.open(room)).isNotDone();
    }

    @Test
    void readsTheEventsOfAllRoomsForWhoHasASocketOfAll() {
        UUID person = UUID.randomUUID();
        var taken = interest.openPerson(person);
        assignment.refresh(consumer);

        assertThat(taken).isCompleted();
        assertThat(consumer.assignment())
                .hasSize(2 * Topics.PARTITIONS)
                .contains(of(Topics.ROOM_EVENTS))
                .doesNotContain(of(Topics.MESSAGE_EVENTS));
        interest.closePerson(person);
        assignment.refresh(consumer);
        assertThat(consumer.assignment()).hasSize(2 * Topics.PARTITIONS);
        clock.pass(Duration.ofSeconds(11));
        assignment.refresh(consumer);
        assertThat(consumer.assignment()).hasSize(Topics.PARTITIONS);
    }

    @Test
    void keepsAPersonWaitingWhileTheEventsOfSomeRoomsHaveNoLeader() {
        assignment.refresh(consumer);
        consumer.fails = Set.of(of(Topics.ROOM_EVENTS));
        var taken = interest.openPerson(UUID.randomUUID());
        assignment.refresh(consumer);
        assertThat(taken).isNotDone();

        consumer.fails = Set.of();
        clock.pass(Duration.ofSeconds(1));
        assignment.refresh(consumer);
        assertThat(taken).isCompleted();
    }

    @Test
    void goesOnWhereAnEarlierConsumerEnded() {
        var _ = interest.open(room);
        assignment.refresh(consumer);
        try (var next = new MockConsumer<String, byte[]>("none")) {
            assignment.resume(next);

            assertThat(next.assignment()).isEqualTo(consumer.assignment());
            assertThat(next.position(of(Topics.MESSAGE_EVENTS))).isEqualTo(END);
        }
    }

    @Test
    void skipsToTheEndWhereThePlaceIsGone() {
        var _ = interest.open(room);
        assignment.refresh(consumer);
        consumer.updateEndOffsets(Map.of(of(Topics.MESSAGE_EVENTS), 90L));
        assignment.skipToEnd(consumer, Set.of(of(Topics.MESSAGE_EVENTS)));

        assertThat(consumer.position(of(Topics.MESSAGE_EVENTS))).isEqualTo(90);
    }

    @Test
    void readsTheOtherPartitionsWhileOneHasNoLeader() {
        assignment.refresh(consumer);
        UUID other = roomOfAnotherPartition();
        consumer.fails = Set.of(of(Topics.MESSAGE_EVENTS));
        var stuck = interest.open(room);
        var fine = interest.open(other);
        assignment.refresh(consumer);
        assertThat(stuck).isNotDone();
        int asked = consumer.asked;
        assignment.refresh(consumer);
        assertThat(consumer.asked).isEqualTo(asked);

        clock.pass(Duration.ofSeconds(1));
        assignment.refresh(consumer);
        clock.pass(Duration.ofSeconds(1));
        assignment.refresh(consumer);
        assertThat(fine).isCompleted();
        assertThat(stuck).isNotDone();

        consumer.fails = Set.of();
        clock.pass(Duration.ofSeconds(1));
        assignment.refresh(consumer);
        assertThat(stuck).isCompleted();
        assertThat(consumer.position(of(Topics.MESSAGE_EVENTS))).isEqualTo(END);
    }

    @Test
    void leavesAPartitionThoughAskingForAnotherIsInterrupted() {
        var _ = interest.open(room);
        assignment.refresh(consumer);
        interest.close(room);
        assignment.refresh(consumer);
        clock.pass(Duration.ofSeconds(11));
        UUID other = roomOfAnotherPartition();
        var _ = interest.open(other);
        consumer.isWoken = true;
        assertThatThrownBy(() -> assignment.refresh(consumer)).isInstanceOf(WakeupException.class);
        interest.close(other);

        assignment.refresh(consumer);

        assertThat(consumer.assignment()).doesNotContain(of(Topics.MESSAGE_EVENTS));
    }

    private UUID roomOfAnotherPartition() {
        return Stream.generate(UUID::randomUUID)
                .filter(
                        any ->
                                RoomPartitions.of(any)
                                        == (RoomPartitions.of(room) + 1) % Topics.PARTITIONS)
                .findFirst()
                .orElseThrow();
    }

    /** A consumer that fails as it is told. */
    private static final class Faulty extends MockConsumer<String, byte[]> {

        private Set<TopicPartition> fails = Set.of();
        private boolean isWoken;
        private int asked;

        Faulty() {
            super("none");
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            asked++;
            if (isWoken) {
                isWoken = false;
                throw new WakeupException();
            }
            if (partitions.stream().anyMatch(fails::contains)) {
                throw new TimeoutException("on purpose");
            }
            return endOffsets(partitions);
        }
    }

    private TopicPartition of(Topic<?> topic) {
        return new TopicPartition(topic.name(), RoomPartitions.of(room));
    }

    private void create(Topic<?> topic) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        IntStream.range(0, Topics.PARTITIONS)
                .forEach(p -> ends.put(new TopicPartition(topic.name(), p), END));
        consumer.updateEndOffsets(ends);
        Node node = Node.noNode();
        consumer.updatePartitions(
                topic.name(),
                Collections.nCopies(
                        Topics.PARTITIONS,
                        new PartitionInfo(topic.name(), 0, node, new Node[0], new Node[0])));
    }
}
