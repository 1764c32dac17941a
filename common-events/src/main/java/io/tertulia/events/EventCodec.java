package io.tertulia.events;

import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the records of one topic into Kafka records and back: CloudEvents 1.0 in binary mode,
 * attributes in headers, JSON in the value, the key's UUID as the key. Safe for use by many
 * threads.
 */
public final class EventCodec<E> {

    private static final JsonMapper MAPPER = mapper();

    private final Topic<E> topic;

    public EventCodec(Topic<E> topic) {
        this.topic = topic;
    }

    private static JsonMapper mapper() {
        var builder = EventJson.mapper().rebuild();
        return builder.annotationIntrospector(
                        AnnotationIntrospector.pair(
                                new RecordNulls(), builder.annotationIntrospector()))
                .build();
    }

    public Topic<E> topic() {
        return topic;
    }

    /**
     * The Kafka record for an envelope; no partition is chosen, so the key decides it.
     *
     * @throws IllegalArgumentException if the data does not belong to this topic
     */
    public ProducerRecord<String, byte[]> encode(Envelope<? extends E> envelope) {
        var record =
                new ProducerRecord<>(
                        topic.name(),
                        envelope.key().toString(),
                        MAPPER.writeValueAsBytes(envelope.data()));
        CloudEventHeaders.write(
                record.headers(), topic.typeOf(envelope.data()), topic.source(), envelope);
        return record;
    }

    /**
     * Reads a Kafka record.
     *
     * @return empty for a type that this version does not know: a newer producer has added it, and
     *     it is to be skipped
     * @throws MalformedRecord if the record can never be read
     */
    public Optional<Envelope<E>> decode(ConsumerRecord<String, byte[]> record) {
        String type = CloudEventHeaders.type(record.headers());
        if (type == null) {
            throw new MalformedRecord("header %s is missing".formatted(CloudEventHeaders.TYPE));
        }
        return topic.classOf(type).map(dataClass -> decode(record, dataClass));
    }

    private Envelope<E> decode(
            ConsumerRecord<String, byte[]> record, Class<? extends E> dataClass) {
        return new Envelope<>(
                CloudEventHeaders.id(record.headers()),
                key(record.key()),
                CloudEventHeaders.sequence(record.headers()),
                CloudEventHeaders.time(record.headers()),
                data(record.value(), dataClass));
    }

    private static UUID key(@Nullable String key) {
        if (key == null) {
            throw new MalformedRecord("the key is missing");
        }
        return CloudEventHeaders.uuid(key, "the key");
    }

    private E data(byte @Nullable [] value, Class<? extends E> dataClass) {
        if (value == null) {
            throw new MalformedRecord("the value is missing");
        }
        try {
            E data = MAPPER.readValue(value, dataClass);
            if (data == null) {
                throw new MalformedRecord("the value is null");
            }
            return data;
        } catch (JacksonException e) {
            throw new MalformedRecord(
                    "the value is no %s: %s"
                            .formatted(dataClass.getSimpleName(), e.getOriginalMessage()),
                    e);
        }
    }
}
