package io.tertulia.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.tertulia.events.presence.PresenceEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever has the CloudEvents SDK can read our topics: nothing of ours is needed for it. */
class CloudEventsSdkTests {

    private static final UUID ID = UUID.fromString("0191f0a0-0000-7000-8000-0000000000e1");
    private static final Instant TIME = Instant.parse("2026-11-05T18:02:00.125Z");

    private final EventCodec<PresenceEvent> codec = new EventCodec<>(Topics.PRESENCE_EVENTS);

    @Test
    void readsOurRecordInBinaryMode() {
        var envelope =
                new Envelope<>(
                        ID,
                        EventSamples.ANA.id(),
                        42,
                        TIME,
                        new PresenceEvent.UserCameOnline(EventSamples.ANA));
        var record = codec.encode(envelope);

        MessageReader reader = KafkaMessageFactory.createReader(Records.received(record));
        assertThat(reader.getEncoding()).isEqualTo(Encoding.BINARY);
        CloudEvent event = reader.toEvent();

        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo(ID.toString());
        assertThat(event.getType()).isEqualTo("io.tertulia.presence.user-came-online.v1");
        assertThat(event.getSource()).hasToString("/tertulia/presence-service");
        assertThat(event.getTime()).isEqualTo(TIME.atOffset(ZoneOffset.UTC));
        assertThat(event.getSubject()).isEqualTo(EventSamples.ANA.id().toString());
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getExtension("sequence")).isEqualTo("42");
        assertThat(event.getExtension("partitionkey")).isEqualTo(record.key());
        assertThat(event.getData()).isNotNull();
        assertThat(event.getData().toBytes()).isEqualTo(record.value());
    }
}
