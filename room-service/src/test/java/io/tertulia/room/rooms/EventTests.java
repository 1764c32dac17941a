package io.tertulia.room.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.Topics;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.test.KafkaTap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTests extends RoomServiceTest {

    private static List<Envelope<RoomEvent>> eventsOf(KafkaTap<RoomEvent> tap, UUID room) {
        return tap.seen().stream().filter(envelope -> envelope.key().equals(room)).toList();
    }

    @Test
    void tellEverythingThatHappensToARoomInOrder() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        Client eva = someone("eva");
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            UUID room = ana.group("Pública", ben);
            String path = "/api/v1/chat/rooms/" + room + "/";
            eva.join(room).hasStatus(200);
            ana.patch(path + "participants/" + eva.id(), Map.of("role", "admin")).hasStatus(200);
            ana.patch(path, Map.of("name", "Otra")).hasStatus(200);
            ben.leave(room).hasStatus(200);
            ana.delete(path).hasStatus(204);

            tap.await(envelope -> envelope.key().equals(room) && envelope.sequence() == 8);
            var events = eventsOf(tap, room);
            assertThat(events)
                    .extracting(Envelope::sequence)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            assertThat(events)
                    .extracting(envelope -> envelope.data().getClass().getSimpleName())
                    .containsExactly(
                            "RoomCreated",
                            "ParticipantJoined",
                            "ParticipantJoined",
                            "ParticipantJoined",
                            "ParticipantRoleChanged",
                            "RoomUpdated",
                            "ParticipantLeft",
                            "RoomUpdated");
            assertThat(events)
                    .extracting(envelope -> envelope.data().room().participantCount())
                    .containsExactly(0, 1, 2, 3, 3, 3, 2, 2);
            assertThat(new HashSet<>(events.stream().map(Envelope::id).toList())).hasSize(8);
        }
    }

    @Test
    void tellWhoJoinedAndThatARoomIsClosed() {
        Client ana = someone("ana");
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            UUID room = ana.group("Breve");
            ana.leave(room).hasStatus(200);

            tap.await(envelope -> envelope.key().equals(room) && envelope.sequence() == 4);
            var events = eventsOf(tap, room);
            assertThat(events.get(1).data())
                    .isInstanceOfSatisfying(
                            RoomEvent.ParticipantJoined.class,
                            joined -> {
                                assertThat(joined.user()).isEqualTo(ana.user());
                                assertThat(joined.role()).isEqualTo(Role.OWNER);
                            });
            assertThat(events.getLast().data().room().isActive()).isFalse();
        }
    }

    @Test
    void areCloudEventsKeyedByTheRoom() {
        Client ana = someone("ana");
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            UUID room = ana.group("Formal");
            tap.await(envelope -> envelope.key().equals(room) && envelope.sequence() == 2);

            var record =
                    tap.records().stream()
                            .filter(found -> found.key().equals(room.toString()))
                            .findFirst()
                            .orElseThrow();
            assertThat(record.headers().toArray())
                    .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                    .contains(
                            "ce_specversion=1.0",
                            "ce_type=io.tertulia.room.created.v1",
                            "ce_source=/tertulia/room-service",
                            "ce_sequence=1",
                            "ce_partitionkey=" + room,
                            "content-type=application/json");
        }
    }

    @Test
    void tellNothingWhereNothingChanges() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            UUID room = ana.group("Quieta", ben);
            ben.join(room).hasStatus(200);
            ana.direct(ben).hasStatus(200);
            ana.patch("/api/v1/chat/rooms/" + room, Map.of("name", "Quieta")).hasStatus(200);
            ben.leave(room).hasStatus(200);

            tap.await(envelope -> envelope.data() instanceof RoomEvent.ParticipantLeft);
            assertThat(eventsOf(tap, room))
                    .extracting(Envelope::sequence)
                    .containsExactly(1L, 2L, 3L, 4L);
        }
    }
}
