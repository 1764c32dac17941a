package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.realtime.ConnectionLease;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTests {

    private final EventCodec<PresenceEvent> codec = new EventCodec<>(Topics.PRESENCE_EVENTS);

    @Test
    void keysTheRecordAndLeavesThePartitionToTheKey() {
        var record = sent();

        assertThat(record.topic()).isEqualTo("chat.presence-events");
        assertThat(record.key()).isEqualTo(EventSamples.ANA.id().toString());
        assertThat(record.partition()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_type", "ce_id", "ce_sequence", "ce_time"})
    void refusesARecordWithoutAHeaderItNeeds(String header) {
        var record = sent();
        record.headers().remove(header);

        refuses(Records.received(record)).withMessage("header %s is missing", header);
    }

    @Test
    void refusesAHeaderWithoutAValue() {
        var record = sent();
        record.headers().remove("ce_id").add("ce_id", null);

        refuses(Records.received(record)).withMessage("header ce_id is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id, 123, ce_id is no UUID",
        "ce_sequence, first, header ce_sequence is no number",
        "ce_time, yesterday, header ce_time is no time"
    })
    void refusesAHeaderItCannotRead(String header, String value, String reason) {
        var record = sent();
        record.headers().remove(header).add(header, value.getBytes(UTF_8));

        refuses(Records.received(record)).withMessage(reason);
    }

    @Test
    void refusesARecordWithoutAKey() {
        var record = sent();

        refuses(Records.received(record.topic(), null, record.value(), record.headers()))
                .withMessage("the key is missing");
    }

    @Test
    void refusesAKeyThatIsNoUuid() {
        var record = sent();

        refuses(Records.received(record.topic(), "ana", record.value(), record.headers()))
                .withMessage("the key is no UUID");
    }

    @Test
    void refusesATombstone() {
        refuses(Records.received(sent(), null)).withMessage("the value is missing");
    }

    @Test
    void refusesAValueThatIsNull() {
        refuses(withValue("null")).withMessage("the value is null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "\"ana\"", "{\"user\": 7}"})
    void refusesAValueOfAnotherShape(String value) {
        refuses(withValue(value)).withMessageStartingWith("the value is no UserCameOnline: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"user\": null}",
                "{\"user\": {\"id\": \"0191f0a0-0000-7000-8000-00000000000a\"}}"
            })
    void refusesAValueThatLacksWhatTheRecordNeeds(String value) {
        refuses(withValue(value)).withMessageStartingWith("the value is no UserCameOnline: ");
    }

    @Test
    void refusesAListThatHoldsNothing() {
        var leases = new EventCodec<>(Topics.CONNECTIONS);
        var record =
                leases.encode(envelope(new ConnectionLease("a", EventSamples.ANA, noRooms(), 1)));
        String value = new String(record.value(), UTF_8).replace("[]", "[null]");

        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> leases.decode(Records.received(record, value.getBytes(UTF_8))));
    }

    @Test
    void refusesValuesNestedTooDeep() {
        String deep = "{\"user\":".repeat(100) + "1" + "}".repeat(100);

        refuses(withValue(deep)).withMessageStartingWith("the value is no UserCameOnline: ");
    }

    @Test
    void ignoresFieldsThatANewerProducerHasAdded() {
        String value =
                new String(sent().value(), UTF_8).replaceFirst("\\{", "{\"device\":\"phone\",");

        assertThat(codec.decode(withValue(value)))
                .hasValue(envelope(new PresenceEvent.UserCameOnline(EventSamples.ANA)));
    }

    @Test
    void skipsATypeThatANewerProducerHasAdded() {
        var record = sent();
        record.headers()
                .remove("ce_type")
                .add("ce_type", "io.tertulia.presence.user-fell-asleep.v1".getBytes(UTF_8));

        assertThat(codec.decode(Records.received(record))).isEmpty();
    }

    @Test
    void refusesToPublishWhatBelongsToAnotherTopic() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        EventCodec<Object> wrong = new EventCodec<>((Topic) Topics.PRESENCE_EVENTS);
        Object message = EventSamples.byClass().get(MessageEvent.MessageSent.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.encode(envelope(message)))
                .withMessage("MessageSent does not travel on chat.presence-events");
    }

    private ThrowableAssertAlternative<MalformedRecord> refuses(
            ConsumerRecord<String, byte[]> record) {
        return assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> codec.decode(record));
    }

    private ConsumerRecord<String, byte[]> withValue(String value) {
        return Records.received(sent(), value.getBytes(UTF_8));
    }

    private ProducerRecord<String, byte[]> sent() {
        return codec.encode(envelope(new PresenceEvent.UserCameOnline(EventSamples.ANA)));
    }

    private static List<UUID> noRooms() {
        return List.of();
    }

    private static <E> Envelope<E> envelope(@Nullable E data) {
        return new Envelope<>(
                UUID.fromString("0191f0a0-0000-7000-8000-0000000000e1"),
                EventSamples.ANA.id(),
                42,
                Instant.parse("2026-11-05T18:02:00Z"),
                Objects.requireNonNull(data));
    }
}
