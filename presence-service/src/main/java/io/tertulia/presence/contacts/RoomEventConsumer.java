package io.tertulia.presence.contacts;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.Topics;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.presence.intake.DeadLetters;
import io.tertulia.presence.intake.RecordReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Follows {@code chat.room-events}, from its beginning, to know who takes part in which room. */
@Component
class RoomEventConsumer {

    static final String GROUP = "presence-service.rooms";

    private final RecordReader<RoomEvent> reader;
    private final MembershipStore memberships;
    private final RoomSizeStore sizes;

    RoomEventConsumer(
            MembershipStore memberships,
            RoomSizeStore sizes,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.reader = new RecordReader<>(Topics.ROOM_EVENTS, meters, deadLetters::keep);
        this.memberships = memberships;
        this.sizes = sizes;
    }

    @KafkaListener(
            id = "rooms",
            idIsGroup = false,
            groupId = GROUP,
            topics = "#{T(io.tertulia.events.Topics).ROOM_EVENTS.name()}",
            batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        List<News> news = reader.read(records, News::of);
        // A poll may hold hundreds of events of one room, of whose sizes the newest will do.
        Map<UUID, RoomSize> newest = new HashMap<>();
        for (News each : news) {
            newest.merge(
                    each.size().room(),
                    each.size(),
                    (one, other) -> one.version() > other.version() ? one : other);
        }
        sizes.apply(newest.values());
        memberships.apply(news.stream().map(News::membership).flatMap(Optional::stream).toList());
    }

    private record News(RoomSize size, Optional<Membership> membership) {
        static News of(Envelope<RoomEvent> envelope) {
            return new News(RoomSize.of(envelope), Membership.of(envelope));
        }
    }
}
