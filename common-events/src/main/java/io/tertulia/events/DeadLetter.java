package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody can read, as it is kept: its key, value and headers as they were, and
 * headers that say why it is here and where it stood. A record as large as Kafka takes would be
 * refused for ever with headers added to it, and keep those behind it waiting: so it is cut.
 */
public final class DeadLetter {

    /** What follows a topic's name in the name of its dead letters' topic. */
    public static final String SUFFIX = ".dead";

    public static final String REASON = "dead_reason";
    public static final String PARTITION = "dead_partition";
    public static final String OFFSET = "dead_offset";

    /** In bytes, of a value; Kafka takes records of about a million, headers and key included. */
    static final int LONGEST_VALUE = 900_000;

    /** In bytes, of all headers that are kept; those that do not fit are left out. */
    static final int MOST_HEADERS = 64_000;

    /** In characters, of the key and of the reason. */
    static final int LONGEST_TEXT = 1_000;

    /** In bytes; what Kafka's format adds to a header is less. */
    private static final int HEADER_OVERHEAD = 16;

    private DeadLetter() {}

    /** The dead letter of a record. */
    public static ProducerRecord<String, byte[]> of(
            ConsumerRecord<String, byte[]> record, String topic, String reason) {
        String key = record.key();
        var letter =
                new ProducerRecord<>(
                        topic, key == null ? null : shortened(key), shortened(record.value()));
        copyHeaders(record.headers(), letter.headers());
        letter.headers()
                .add(REASON, shortened(reason).getBytes(UTF_8))
                .add(PARTITION, Integer.toString(record.partition()).getBytes(UTF_8))
                .add(OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
        return letter;
    }

    private static void copyHeaders(Headers from, Headers to) {
        int room = MOST_HEADERS;
        for (Header header : from) {
            byte[] value = header.value();
            // In UTF-8 a character has three bytes at most, and a pair of them four.
            int size =
                    HEADER_OVERHEAD
                            + header.key().length() * 3
                            + (value == null ? 0 : value.length);
            if (size <= room) {
                to.add(header);
                room -= size;
            }
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    }

    private static byte @Nullable [] shortened(byte @Nullable [] value) {
        return value == null || value.length <= LONGEST_VALUE
                ? value
                : Arrays.copyOf(value, LONGEST_VALUE);
    }
}
