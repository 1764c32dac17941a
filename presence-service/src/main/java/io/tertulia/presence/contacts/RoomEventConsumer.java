package io.tertulia.presence.contacts;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Topics;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.presence.intake.DeadLetters;
import io.tertulia.presence.intake.RecordReader;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Follows {@code chat.room-events}, from its beginning, to know who takes part in which room. */
@Component
class RoomEventConsumer {

    static final String GROUP = "presence-service.rooms";

    private final RecordReader<RoomEvent> reader;
    private final MembershipStore store;

    RoomEventConsumer(MembershipStore store, DeadLetters deadLetters, MeterRegistry meters) {
        this.reader = new RecordReader<>(Topics.ROOM_EVENTS, meters, deadLetters::keep);
        this.store = store;
    }

    @KafkaListener(
            id = "rooms",
            idIsGroup = false,
            groupId = GROUP,
            topics = "#{T(io.tertulia.events.Topics).ROOM_EVENTS.name()}",
            batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        store.apply(
                reader.read(records, Membership::of).stream().flatMap(Optional::stream).toList());
    }
}
