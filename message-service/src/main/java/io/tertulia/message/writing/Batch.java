package io.tertulia.message.writing;

import io.tertulia.message.log.LogOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought: the records of some partitions, each partition's in their order.
 *
 * @param arrivals at least one for each partition in it
 */
record Batch(List<Arrival> arrivals) {

    Batch {
        arrivals = List.copyOf(arrivals);
    }

    /**
     * Makes a batch of what a poll brought from partitions that are owned.
     *
     * @param epochs of the partitions that are owned
     */
    static Batch of(
            ConsumerRecords<String, byte[]> records,
            Map<TopicPartition, String> epochs,
            CommandReader reader) {
        var arrivals = new ArrayList<Arrival>(records.count());
        for (TopicPartition partition : records.partitions()) {
            String epoch = epochs.get(partition);
            if (epoch != null) {
                records.records(partition)
                        .forEach(record -> arrivals.add(reader.read(record, epoch)));
            }
        }
        return new Batch(arrivals);
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }

    /** The part of it that is in these partitions. */
    Batch only(Set<TopicPartition> partitions) {
        return new Batch(
                arrivals.stream().filter(each -> partitions.contains(partition(each))).toList());
    }

    /** Where each of its partitions goes on after the batch. */
    List<LogOffset> nexts() {
        Map<Integer, LogOffset> nexts = new LinkedHashMap<>();
        arrivals.forEach(each -> nexts.put(each.origin().partition(), each.origin().next()));
        return List.copyOf(nexts.values());
    }

    /** What follows the batch in each of its partitions. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        arrivals.forEach(each -> ends.put(partition(each), each.record().offset() + 1));
        return ends;
    }

    private static TopicPartition partition(Arrival arrival) {
        return new TopicPartition(arrival.record().topic(), arrival.record().partition());
    }
}
