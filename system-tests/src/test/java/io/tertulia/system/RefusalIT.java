package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Goal: whoever may not is told so, clearly, and in the form that the contract names. */
class RefusalIT {

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final Person alice = Person.register(tertulia, "alice");
    private final Person mallory = Person.register(tertulia, "mallory");
    private final String room = alice.createRoom("Private affairs");

    @Test
    void aStrangersUpgradeIsRefused() {
        assertThat(ChatSocket.refusalOf(() -> mallory.open(room))).isEqualTo(403);
    }

    @Test
    void anUpgradeToAnUnknownRoomIsRefused() {
        assertThat(ChatSocket.refusalOf(() -> alice.open(UUID.randomUUID().toString())))
                .isEqualTo(404);
    }

    @Test
    void anUpgradeWithoutATokenIsRefused() {
        assertThat(
                        ChatSocket.refusalOf(
                                () ->
                                        ChatSocket.connect(
                                                tertulia.socketUri("/ws/chat/" + room + "/"),
                                                null)))
                .isEqualTo(401);
    }

    @Test
    void aStrangerCannotPost() {
        var answer =
                mallory.post("/api/v1/chat/messages/", Map.of("room", room, "content", "let me"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.body().get("code").asString()).isEqualTo("not_a_participant");
    }

    @Test
    void invalidInputNamesItsField() {
        var answer = alice.post("/api/v1/chat/messages/", Map.of("room", room, "content", ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/content").isArray()).isTrue();
    }

    @Test
    void anUnknownPersonIsNamed() {
        var answer =
                alice.post(
                        "/api/v1/chat/rooms/",
                        Map.of(
                                "name",
                                "x",
                                "room_type",
                                "group",
                                "participants",
                                List.of("nobody-by-this-name")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").toString()).contains("nobody-by-this-name");
    }

    @Test
    void internalPathsAreNotPublic() {
        assertThat(alice.post("/internal/room-heads/", Map.of("room_ids", List.of())).status())
                .isEqualTo(404);
        assertThat(alice.get("/actuator/env").status()).isEqualTo(404);
    }
}
