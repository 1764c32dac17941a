package io.tertulia.gateway.routing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topics;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomOrderTests {

    /** The same ones each time: how evenly chance spreads them must not be a matter of chance. */
    private static final List<UUID> ROOMS =
            new Random(20)
                    .longs(8000)
                    .mapToObj(bits -> new UUID(bits, Long.reverse(bits)))
                    .toList();

    private static final List<Instance> INSTANCES =
            IntStream.range(0, 20)
                    .mapToObj(i -> new Instance(URI.create("http://10.0.0." + i + ":8086")))
                    .toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void givesEachOfAFewInstancesPartitionsOfItsOwn(int count) {
        Collection<Set<Integer>> partitions = partitionsOfEach(count).values();

        assertThat(partitions)
                .hasSize(count)
                .allMatch(own -> own.size() == Topics.PARTITIONS / count);
        assertThat(partitions.stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    @Test
    void sharesEachPartitionAmongAsManyOfManyInstances() {
        assertThat(partitionsOfEach(16))
                .hasSize(16)
                .allSatisfy((_, own) -> assertThat(own).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 7, 12, 20})
    void sharesRoomsEvenlyAmongAnyNumberAndCutsNoPartitionInVain(int count) {
        Map<Instance, Long> rooms =
                ROOMS.stream().collect(groupingBy(room -> home(count, room), counting()));
        int partitionsRead = partitionsOfEach(count).values().stream().mapToInt(Set::size).sum();

        double mean = (double) ROOMS.size() / count;
        assertThat(rooms).hasSize(count);
        assertThat(rooms.values()).allMatch(own -> own > mean * 0.75 && own < mean * 1.25);
        assertThat(partitionsRead).isLessThan(Topics.PARTITIONS + count);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 8})
    void sharesTheRoomsOfAnInstanceThatIsAwayAmongAllOthers(int count) {
        Map<Instance, Map<Instance, Long>> refuges =
                ROOMS.stream()
                        .map(room -> order(count, room))
                        .collect(
                                groupingBy(
                                        List::getFirst,
                                        groupingBy(order -> order.get(1), counting())));

        double mean = (double) ROOMS.size() / count / (count - 1);
        assertThat(refuges)
                .hasSize(count)
                .allSatisfy(
                        (_, others) ->
                                assertThat(others.values())
                                        .hasSize(count - 1)
                                        .allMatch(own -> own > mean * 0.7 && own < mean * 1.3));
    }

    @Test
    void leavesNoInstanceOut() {
        assertThat(order(5, UUID.randomUUID()))
                .containsExactlyInAnyOrderElementsOf(INSTANCES.subList(0, 5));
    }

    private static Map<Instance, Set<Integer>> partitionsOfEach(int count) {
        return ROOMS.stream()
                .collect(
                        groupingBy(
                                room -> home(count, room), mapping(RoomPartitions::of, toSet())));
    }

    private static Instance home(int count, UUID room) {
        return order(count, room).getFirst();
    }

    private static List<Instance> order(int count, UUID room) {
        return RoomOrder.of(INSTANCES.subList(0, count), room);
    }
}
