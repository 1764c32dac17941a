package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 attributes in Kafka headers (binary mode), with the {@code sequence} and {@code
 * partitionkey} extensions. A consumer that only routes (realtime does) needs nothing else.
 */
public final class CloudEventHeaders {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SEQUENCE = "ce_sequence";
    public static final String PARTITION_KEY = "ce_partitionkey";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";

    private static final byte[] VERSION_1 = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private CloudEventHeaders() {}

    static void write(Headers headers, String type, String source, Envelope<?> envelope) {
        byte[] key = envelope.key().toString().getBytes(UTF_8);
        headers.add(SPEC_VERSION, VERSION_1)
                .add(ID, envelope.id().toString().getBytes(UTF_8))
                .add(TYPE, type.getBytes(UTF_8))
                .add(SOURCE, source.getBytes(UTF_8))
                .add(TIME, envelope.time().toString().getBytes(UTF_8))
                .add(SUBJECT, key)
                .add(PARTITION_KEY, key)
                .add(SEQUENCE, Long.toString(envelope.sequence()).getBytes(UTF_8))
                .add(CONTENT_TYPE, JSON);
    }

    /** The event's type, or null where the record carries none. */
    public static @Nullable String type(Headers headers) {
        return text(headers, TYPE);
    }

    /**
     * The event's place in the order of its key.
     *
     * @throws MalformedRecord if it is missing or no number
     */
    public static long sequence(Headers headers) {
        String text = required(headers, SEQUENCE);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedRecord("header %s is no number".formatted(SEQUENCE), e);
        }
    }

    /**
     * The event's id.
     *
     * @throws MalformedRecord if it is missing or no UUID
     */
    public static UUID id(Headers headers) {
        return uuid(required(headers, ID), ID);
    }

    static Instant time(Headers headers) {
        try {
            return Instant.parse(required(headers, TIME));
        } catch (DateTimeException e) {
            throw new MalformedRecord("header %s is no time".formatted(TIME), e);
        }
    }

    static UUID uuid(String text, String where) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecord("%s is no UUID".formatted(where), e);
        }
    }

    private static String required(Headers headers, String name) {
        String text = text(headers, name);
        if (text == null) {
            throw new MalformedRecord("header %s is missing".formatted(name));
        }
        return text;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
