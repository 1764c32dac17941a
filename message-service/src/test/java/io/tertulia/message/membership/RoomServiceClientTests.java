package io.tertulia.message.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.events.EventJson;
import io.tertulia.events.room.Role;
import io.tertulia.message.FakeRoomService;
import io.tertulia.message.log.RoomUser;
import io.tertulia.web.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomServiceClientTests {

    /** Nothing listens on the port of discarding, by old custom. */
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    private final FakeRoomService roomService = FakeRoomService.shared();
    private final RoomUser who = new RoomUser(UUID.randomUUID(), UUID.randomUUID());

    private static RoomServiceClient client(URI... urls) {
        return new RoomServiceClient(
                new RoomServiceProperties(
                        List.of(urls), Duration.ofMillis(500), Duration.ofSeconds(2)),
                EventJson.mapper());
    }

    @Test
    void asksTheNextInstanceWhenOneIsAway() {
        roomService.knows(who.room(), who.user(), 7, "admin");
        RoomServiceClient client = client(NOBODY, URI.create(roomService.url()));

        for (int i = 0; i < 2; i++) {
            assertThat(client.find(who, "token"))
                    .hasValueSatisfying(
                            found -> {
                                assertThat(found.role()).isEqualTo(Role.ADMIN);
                                assertThat(found.version()).isEqualTo(7);
                                assertThat(found.isParticipant()).isTrue();
                            });
        }
    }

    @Test
    void knowsNothingOfAnUnknownRoom() {
        assertThat(client(URI.create(roomService.url())).find(who, "token")).isEmpty();
    }

    @Test
    void saysThatItCannotTellWhileAllInstancesAreAway() {
        assertThatThrownBy(() -> client(NOBODY).find(who, "token"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be found out");
    }
}
