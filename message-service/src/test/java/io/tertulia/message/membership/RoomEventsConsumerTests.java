package io.tertulia.message.membership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.message.Chat;
import io.tertulia.message.log.RoomUser;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomEventsConsumerTests {

    private final MongoClient client = MongoClients.create(Servers.mongo());
    private final Memberships memberships =
            Memberships.in(client.getDatabase("members-" + UUID.randomUUID()));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RoomEventsConsumer consumer = new RoomEventsConsumer(memberships, meters);
    private final UUID id = UUID.randomUUID();
    private final Room room = Chat.state(id, true);
    private final User ana = People.someone("ana");

    @AfterEach
    void close() {
        client.close();
    }

    private static ConsumerRecord<String, byte[]> record(long version, RoomEvent event) {
        var sent =
                new EventCodec<>(Topics.ROOM_EVENTS)
                        .encode(
                                new Envelope<>(
                                        UUID.randomUUID(),
                                        event.room().id(),
                                        version,
                                        Instant.EPOCH,
                                        event));
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                version,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private RoomUser who() {
        return new RoomUser(id, ana.id());
    }

    @Test
    void followsSomebodyThroughARoom() {
        consumer.on(
                List.of(
                        record(1, new RoomEvent.RoomCreated(room)),
                        record(2, new RoomEvent.ParticipantJoined(room, ana, Role.MEMBER)),
                        record(3, new RoomEvent.ParticipantRoleChanged(room, ana, Role.ADMIN))));
        assertThat(memberships.role(who())).isEqualTo(Role.ADMIN);

        consumer.on(List.of(record(4, new RoomEvent.ParticipantLeft(room, ana))));
        assertThat(memberships.role(who())).isNull();
    }

    @Test
    void anEventPublishedAgainChangesNothingEvenInOneBatch() {
        consumer.on(
                List.of(
                        record(2, new RoomEvent.ParticipantJoined(room, ana, Role.MEMBER)),
                        record(3, new RoomEvent.ParticipantLeft(room, ana)),
                        record(4, new RoomEvent.RoomUpdated(Chat.state(id, false))),
                        record(2, new RoomEvent.ParticipantJoined(room, ana, Role.MEMBER))));

        assertThat(memberships.role(who())).isNull();
        assertThat(memberships.closed(Set.of(id))).containsExactly(id);
    }

    @Test
    void passesOverWhatNobodyCanReadAndCountsIt() {
        var broken = record(1, new RoomEvent.RoomCreated(room));
        var badValue =
                new ConsumerRecord<>(
                        broken.topic(), 0, 9, broken.key(), "{\"room\": null}".getBytes(UTF_8));
        broken.headers().forEach(header -> badValue.headers().add(header));

        consumer.on(
                List.of(
                        badValue,
                        new ConsumerRecord<>(broken.topic(), 0, 10, "no-key", new byte[] {1}),
                        record(2, new RoomEvent.ParticipantJoined(room, ana, Role.OWNER))));

        assertThat(memberships.role(who())).isEqualTo(Role.OWNER);
        assertThat(meters.counter("chat.message.room-events.malformed").count()).isEqualTo(2);
    }
}
