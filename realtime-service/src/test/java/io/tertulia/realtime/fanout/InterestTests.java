package io.tertulia.realtime.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topics;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InterestTests {

    private final Interest interest = new Interest();
    private final UUID room = UUID.randomUUID();
    private final int partition = RoomPartitions.of(room);

    @Test
    void makesTheFirstSocketWaitUntilThePartitionIsRead() {
        var woken = new AtomicInteger();
        interest.onChange(woken::incrementAndGet);
        CompletableFuture<Void> first = interest.open(room);
        assertThat(first).isNotDone();
        assertThat(woken).hasValue(1);
        assertThat(interest.isRead(room)).isFalse();

        interest.onRead(interest.wanted());

        assertThat(first).isCompleted();
        assertThat(interest.isRead(room)).isTrue();
        assertThat(interest.open(room)).isCompleted();
        assertThat(woken).hasValue(1);
    }

    @Test
    void wakesTheReaderForTheFirstThatWaitsOnly() {
        var woken = new AtomicInteger();
        interest.onChange(woken::incrementAndGet);
        var first = interest.open(room);
        var second = interest.open(room);
        assertThat(woken).hasValue(1);

        interest.onRead(interest.wanted());

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void waitsForAllPartsOfManyRoomsAtOnceAndWakesTheReaderOnce() {
        var woken = new AtomicInteger();
        interest.onChange(woken::incrementAndGet);
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(200).toList();
        CompletableFuture<Void> taken = interest.open(many);
        assertThat(woken).hasValue(1);
        var some = new BitSet();
        some.set(0, Topics.PARTITIONS - 1);
        interest.onRead(some);
        assertThat(taken).isNotDone();

        interest.onRead(interest.wanted());
        assertThat(taken).isCompleted();
        assertThat(interest.open(many)).isCompleted();
        assertThat(interest.sockets(many.getFirst())).isEqualTo(2);
        interest.close(many);
        interest.close(many);
        assertThat(interest.wanted().isEmpty()).isTrue();
    }

    @Test
    void makesAPersonWaitUntilTheEventsOfAllRoomsAreRead() {
        UUID person = UUID.randomUUID();
        CompletableFuture<Void> taken = interest.openPerson(person);
        assertThat(taken).isNotDone();
        assertThat(interest.hasPerson(person)).isTrue();
        assertThat(interest.wanted().get(Interest.ALL_ROOM_EVENTS)).isTrue();

        interest.onRead(interest.wanted());
        assertThat(taken).isCompleted();
        interest.closePerson(person);
        assertThat(interest.hasPerson(person)).isFalse();
        assertThat(interest.drop(Interest.ALL_ROOM_EVENTS)).isTrue();
    }

    @Test
    void letsWaitForARoomThatSomebodyElseHasOpened() {
        var _ = interest.open(room);
        CompletableFuture<Void> waiting = interest.whenRead(room);
        assertThat(waiting).isNotDone();

        interest.onRead(interest.wanted());
        assertThat(waiting).isCompleted();
        assertThat(interest.whenRead(room)).isCompleted();
    }

    @Test
    void keepsAPartitionWhileASocketIsLeft() {
        var _ = interest.open(room);
        var _ = interest.open(room);
        interest.onRead(interest.wanted());
        interest.close(room);
        assertThat(interest.has(room)).isTrue();
        assertThat(interest.drop(partition)).isFalse();

        interest.close(room);
        assertThat(interest.has(room)).isFalse();
        assertThat(interest.wanted().isEmpty()).isTrue();
        assertThat(interest.drop(partition)).isTrue();
        assertThat(interest.open(room)).isNotDone();
    }
}
