package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {"chat.room.limits.rooms-per-user=2", "chat.room.limits.participants=3"})
class LimitTests extends RoomServiceTest {

    private static final String ROOMS = "/api/v1/chat/rooms/";

    @Test
    void letNobodyIntoMoreRoomsThanCanBeListed() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        UUID first = ana.group("Una");
        UUID second = ana.group("Dos");
        UUID third = ben.group("Tres");

        ana.join(third).isProblem(409, "too_many_rooms");
        ana.post(ROOMS, Map.of("name", "Tres")).isProblem(409, "too_many_rooms");
        ana.direct(ben).isProblem(409, "too_many_rooms");
        ben.direct(ana).isProblem(409, "too_many_rooms");
        var refused =
                ben.post(ROOMS + third + "/participants/", Map.of("user_ids", List.of(ana.id())));
        assertThat(refused.isProblem(409, "too_many_rooms").text("detail"))
                .contains(ana.user().username());

        ana.join(first).hasStatus(200);
        ana.leave(first).hasStatus(200);
        ana.join(third).hasStatus(200);
        assertThat(ana.roomIds()).containsExactlyInAnyOrder(second, third);
    }

    @Test
    void countNoClosedRooms() {
        Client ana = someone("ana");
        UUID first = ana.group("Una");
        ana.group("Dos");
        ana.delete(ROOMS + first + "/").hasStatus(204);
        ana.group("Tres");
        ana.post(ROOMS, Map.of("name", "Cuatro")).isProblem(409, "too_many_rooms");
    }

    @Test
    void letNoMorePeopleInThanARoomHolds() {
        Client ana = someone("ana");
        Client eva = someone("eva");
        UUID room = ana.group("Mesa para tres", someone("ben"), eva);

        someone("leo").join(room).isProblem(409, "room_full");
        var guest = someone("zoe");
        ana.post(ROOMS + room + "/participants/", Map.of("user_ids", List.of(guest.id())))
                .isProblem(409, "room_full");
        eva.join(room).hasStatus(200);
        eva.leave(room).hasStatus(200);
        guest.join(room).hasStatus(200);
    }
}
