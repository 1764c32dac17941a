package io.tertulia.presence.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a poll's records, and puts aside those that can never be read: each is logged, counted as
 * {@code chat.presence.records.malformed} and handed to a taker of dead letters.
 */
public final class RecordReader<E> {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private final EventCodec<E> codec;
    private final MeterRegistry meters;
    private final BiConsumer<ConsumerRecord<String, byte[]>, MalformedRecord> deadLetters;

    public RecordReader(
            Topic<E> topic,
            MeterRegistry meters,
            BiConsumer<ConsumerRecord<String, byte[]>, MalformedRecord> deadLetters) {
        this.codec = new EventCodec<>(topic);
        this.meters = meters;
        this.deadLetters = deadLetters;
    }

    /**
     * What the records say, in their order, without those that nobody can read and those of types
     * that are not known here.
     *
     * @param reading makes of an envelope what the caller needs; may find it malformed, too
     */
    public <R> List<R> read(
            List<ConsumerRecord<String, byte[]>> records, Function<Envelope<E>, R> reading) {
        var read = new ArrayList<R>(records.size());
        for (var record : records) {
            try {
                codec.decode(record).map(reading).ifPresent(read::add);
            } catch (MalformedRecord e) {
                putAside(record, e);
            }
        }
        return read;
    }

    private void putAside(ConsumerRecord<String, byte[]> record, MalformedRecord reason) {
        LOG.error(
                "Record {} of {}-{} cannot be read: {}",
                record.offset(),
                record.topic(),
                record.partition(),
                reason.getMessage());
        meters.counter("chat.presence.records.malformed", "topic", record.topic()).increment();
        deadLetters.accept(record, reason);
    }
}
