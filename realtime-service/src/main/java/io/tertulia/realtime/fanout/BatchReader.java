package io.tertulia.realtime.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Reads the events that are due into one batch and hands it to the event loops.
 *
 * <p>Touched by the event reader's thread only.
 */
final class BatchReader {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Enough for one turn to a broker that has something, which answers at once. */
    private static final Duration SECOND_POLL = Duration.ofMillis(1);

    private final Assignment assignment;
    private final EventTranslator translator;
    private final Fanout fanout;
    private final Counter bytes;

    BatchReader(
            Assignment assignment,
            EventTranslator translator,
            Fanout fanout,
            MeterRegistry meters) {
        this.assignment = assignment;
        this.translator = translator;
        this.fanout = fanout;
        this.bytes =
                Counter.builder("chat.realtime.records.bytes")
                        .description(
                                "Values of the records read, whether a socket needs them or not")
                        .baseUnit("bytes")
                        .register(meters);
    }

    /**
     * Waits for events and delivers them. Of what came in during a pause the consumer has only the
     * answer to the fetch it sent before: often just the one record that came first. That is taken
     * without waiting, by which all the others are fetched, and they are taken in a second poll.
     * Where nothing came in there is nothing to join, and the next event is delivered at once.
     */
    void read(Consumer<String, byte[]> consumer, boolean hasPaused) throws InterruptedException {
        var batch = new PollBatch();
        try {
            if (hasPaused) {
                poll(consumer, Duration.ZERO, batch);
            }
            poll(consumer, batch.isEmpty() ? POLL : SECOND_POLL, batch);
            translator.expireTyping(batch);
        } finally {
            // Whatever ends the second poll, a wake-up above all: the consumer is past the records
            // of the first one, and the translator would take them for repeats.
            fanout.deliver(batch);
        }
    }

    private void poll(Consumer<String, byte[]> consumer, Duration patience, PollBatch batch) {
        ConsumerRecords<String, byte[]> records = consumer.poll(patience);
        double size = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            translator.translate(record, batch);
            size += record.value() == null ? 0 : record.value().length;
        }
        bytes.increment(size);
        // Not later: should the second poll end this consumer, the next one must not read them.
        assignment.advance(records);
    }
}
