package io.tertulia.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Records that no consumer of a topic can read, made from one that all can read: each is spoilt in
 * one way. All are in the good one's partition, where they would keep what comes behind them.
 */
public final class PoisonRecords {

    private static final int HUGE = 700_000;

    /** In bytes, of a record; a little is left for writing the value's length. */
    private static final int LIMIT = 1024 * 1024 - 16;

    private final ProducerRecord<String, byte[]> good;
    private final int partition;
    private final List<Named> records = new ArrayList<>();

    /** A record, and what is wrong with it. */
    public record Named(String name, ProducerRecord<String, byte[]> record) {}

    private PoisonRecords(Topic<?> topic, ProducerRecord<String, byte[]> good) {
        this.good = good;
        this.partition =
                BuiltInPartitioner.partitionForKey(good.key().getBytes(UTF_8), topic.partitions());
    }

    /** Those made from a record that can be read. */
    public static <E> List<Named> of(EventCodec<E> codec, Envelope<? extends E> envelope) {
        var made = new PoisonRecords(codec.topic(), codec.encode(envelope));
        made.keys();
        made.values();
        made.headers();
        return List.copyOf(made.records);
    }

    private void keys() {
        add("no key", null, good.value());
        add("an empty key", "", good.value());
        add("a key that is no id", "general", good.value());
        add("a huge key", "k".repeat(HUGE), good.value());
    }

    private void values() {
        add("no value", good.key(), null);
        Map.ofEntries(
                        Map.entry("an empty value", ""),
                        Map.entry("no JSON", "no JSON"),
                        Map.entry("the beginning of JSON", "{\"id\":"),
                        Map.entry("null", "null"),
                        Map.entry("a list", "[]"),
                        Map.entry("a number", "7"),
                        Map.entry("an empty object", "{}"),
                        Map.entry("JSON of something else", "{\"song\":\"a\",\"by\":null}"),
                        Map.entry("JSON nested deep", "{\"user\":".repeat(5_000)),
                        Map.entry("a huge value", "x".repeat(HUGE)),
                        Map.entry("huge JSON", "{\"x\":\"" + "x".repeat(HUGE) + "\"}"))
                .forEach((name, value) -> add(name, good.key(), value.getBytes(UTF_8)));
        add("as much as Kafka takes", good.key(), new byte[room()]);
        add("half of it", good.key(), Arrays.copyOf(good.value(), good.value().length / 2));
        add("bytes that are no text", good.key(), new byte[] {(byte) 0xFF, 0, (byte) 0xC0, 1});
    }

    /** Bytes that are left of Kafka's usual limit: a dead letter with headers added is over it. */
    private int room() {
        int rest =
                AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        CompressionType.NONE,
                        good.key().getBytes(UTF_8),
                        new byte[0],
                        good.headers().toArray());
        return LIMIT - rest;
    }

    private void headers() {
        var bare = new ProducerRecord<>(good.topic(), partition, good.key(), good.value());
        records.add(new Named("no headers", bare));
        for (String header :
                List.of(
                        CloudEventHeaders.TYPE,
                        CloudEventHeaders.ID,
                        CloudEventHeaders.SEQUENCE,
                        CloudEventHeaders.TIME)) {
            add("without " + header, good.key(), good.value()).headers().remove(header);
        }
        replace(CloudEventHeaders.ID, "one");
        replace(CloudEventHeaders.SEQUENCE, "first");
        replace(CloudEventHeaders.SEQUENCE, "99999999999999999999");
        replace(CloudEventHeaders.TIME, "yesterday");
        ProducerRecord<String, byte[]> huge =
                add("a huge header, and no type", good.key(), good.value());
        huge.headers().remove(CloudEventHeaders.TYPE).add("huge", new byte[HUGE]);
    }

    private void replace(String header, String value) {
        add(header + " " + value, good.key(), good.value())
                .headers()
                .remove(header)
                .add(header, value.getBytes(UTF_8));
    }

    private ProducerRecord<String, byte[]> add(
            String name, @Nullable String key, byte @Nullable [] value) {
        var record =
                new ProducerRecord<>(
                        good.topic(),
                        partition,
                        key,
                        value,
                        new RecordHeaders(good.headers().toArray()));
        records.add(new Named(name, record));
        return record;
    }
}
