package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomTests extends RoomServiceTest {

    private static final String ROOMS = "/api/v1/chat/rooms";

    @Test
    void createsAGroupWithItsCreatorAsOwner() {
        Client ana = someone("ana");
        Client ben = someone("ben");
        var room =
                ana.post(
                                ROOMS + "/",
                                Map.of(
                                        "name", "  Café con leche\u0000 ",
                                        "room_type", "group",
                                        "description", "Tertulia\nde los jueves",
                                        "participants", List.of(ben.user().username())))
                        .hasStatus(201);

        assertThat(room.text("name")).isEqualTo("Café con leche");
        assertThat(room.usernames("participants"))
                .containsExactly(ana.user().username(), ben.user().username());
    }
}
