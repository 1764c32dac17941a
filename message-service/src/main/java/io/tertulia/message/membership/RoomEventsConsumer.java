package io.tertulia.message.membership;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomEvent.ParticipantJoined;
import io.tertulia.events.room.RoomEvent.ParticipantLeft;
import io.tertulia.events.room.RoomEvent.ParticipantRoleChanged;
import io.tertulia.events.room.RoomEvent.RoomCreated;
import io.tertulia.events.room.RoomEvent.RoomUpdated;
import io.tertulia.message.log.RoomUser;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Learns from room events who takes part where. A record that nobody can read is logged and counted
 * ({@code chat.message.room-events.malformed}) and passed over: what it said is asked of
 * room-service when it is needed. A database that is away makes the batch come again.
 */
final class RoomEventsConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(RoomEventsConsumer.class);

    private final EventCodec<RoomEvent> codec = new EventCodec<>(Topics.ROOM_EVENTS);
    private final Memberships memberships;
    private final Counter malformed;

    RoomEventsConsumer(Memberships memberships, MeterRegistry registry) {
        this.memberships = memberships;
        this.malformed = registry.counter("chat.message.room-events.malformed");
    }

    @KafkaListener(
            id = "message-service.membership",
            topics = "#{T(io.tertulia.events.Topics).ROOM_EVENTS.name()}",
            batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        // Of several states of one thing only the newest matters, and a batch may hold many. An
        // event published again may come after newer ones, so the version decides, not the order.
        Map<UUID, RoomFacts> facts = new LinkedHashMap<>();
        Map<RoomUser, Membership> members = new LinkedHashMap<>();
        records.stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Envelope::sequence))
                .forEach(
                        envelope -> {
                            Room room = envelope.data().room();
                            facts.put(room.id(), RoomFacts.of(room, envelope.sequence()));
                            membership(envelope).ifPresent(each -> members.put(each.who(), each));
                        });
        memberships.learn(facts.values(), members.values());
    }

    private Optional<Envelope<RoomEvent>> read(ConsumerRecord<String, byte[]> record) {
        try {
            return codec.decode(record).filter(RoomEventsConsumer::isWhole);
        } catch (MalformedRecord e) {
            malformed.increment();
            LOG.error(
                    "Passing over a room event at {}-{} that cannot be read: {}",
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** JSON may leave out what the records promise: the compiler cannot see that. */
    private static boolean isWhole(Envelope<RoomEvent> envelope) {
        Room room = envelope.data().room();
        if (isMissing(room)
                || isMissing(room.id())
                || isMissing(room.roomType())
                || isMissing(room.visibility())) {
            throw new MalformedRecord("a part of the room is missing");
        }
        boolean lacksUser =
                switch (envelope.data()) {
                    case RoomCreated created -> false;
                    case RoomUpdated updated -> false;
                    case ParticipantJoined joined ->
                            isMissing(joined.role()) || isMissing(joined.user());
                    case ParticipantLeft left -> isMissing(left.user());
                    case ParticipantRoleChanged changed ->
                            isMissing(changed.role()) || isMissing(changed.user());
                };
        if (lacksUser) {
            throw new MalformedRecord("the participant is missing");
        }
        return true;
    }

    private static boolean isMissing(@Nullable Object part) {
        return part == null || (part instanceof User user && isMissing(user.id()));
    }

    private static Optional<Membership> membership(Envelope<RoomEvent> envelope) {
        return switch (envelope.data()) {
            case RoomCreated created -> Optional.empty();
            case RoomUpdated updated -> Optional.empty();
            case ParticipantJoined joined ->
                    Optional.of(membership(envelope, joined.user(), joined.role()));
            case ParticipantLeft left -> Optional.of(membership(envelope, left.user(), null));
            case ParticipantRoleChanged changed ->
                    Optional.of(membership(envelope, changed.user(), changed.role()));
        };
    }

    private static Membership membership(
            Envelope<RoomEvent> envelope, User user, @Nullable Role role) {
        return new Membership(
                new RoomUser(envelope.data().room().id(), user.id()), envelope.sequence(), role);
    }
}
