package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.CARLA;
import static io.tertulia.system.seeds.Residents.ids;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: Endpoints de ChatRoom")
class SistemaDeChatRoomsIT {

    @Test
    @DisplayName("`GET /api/v1/chat/rooms/`: Listar salas del usuario")
    void getRoomsListsTheRoomsOfTheUser() {
        String mine = ANA.createRoom("Mía");
        String shared = BRUNO.createRoom("Nuestra", ANA);
        String foreign = BRUNO.createRoom("Ajena");

        JsonNode page = ANA.get("/api/v1/chat/rooms/").expect(200).body();

        assertThat(ids(page.get("results"))).contains(mine, shared).doesNotContain(foreign);
        assertThat(page.get("count").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(page.propertyNames())
                .containsExactlyInAnyOrder("count", "next", "previous", "results");
    }

    @Test
    @DisplayName("`POST /api/v1/chat/rooms/`: Crear nueva sala")
    void postRoomsCreatesARoom() {
        JsonNode room =
                ANA.post(
                                "/api/v1/chat/rooms/",
                                """
                                {"name": "Tertulia de los jueves", "room_type": "group"}
                                """)
                        .expect(201)
                        .body();

        assertThat(room.get("name").asString()).isEqualTo("Tertulia de los jueves");
        assertThat(room.get("room_type").asString()).isEqualTo("group");
        assertThat(ids(room.get("participants"))).containsExactly(ANA.id());
        assertThat(ids(ANA.get("/api/v1/chat/rooms/").body().get("results")))
                .first()
                .isEqualTo(room.get("id").asString());
    }

    @Test
    @DisplayName("`POST /api/v1/chat/rooms/`: Crear nueva sala (con participants por id)")
    void postRoomsTakesParticipantsByNameAndById() {
        JsonNode byName =
                ANA.post(
                                "/api/v1/chat/rooms/",
                                Map.of(
                                        "name",
                                        "n",
                                        "participants",
                                        new String[] {BRUNO.username()}))
                        .expect(201)
                        .body();
        JsonNode byId =
                ANA.post(
                                "/api/v1/chat/rooms/",
                                Map.of("name", "i", "participant_ids", new String[] {BRUNO.id()}))
                        .expect(201)
                        .body();

        assertThat(ids(byName.get("participants"))).containsExactly(ANA.id(), BRUNO.id());
        assertThat(ids(byId.get("participants"))).containsExactly(ANA.id(), BRUNO.id());
    }

    @Test
    @DisplayName("`POST /api/v1/chat/rooms/direct_chat/`: Crear/encontrar chat directo")
    void postDirectChatCreatesTheRoomAndThenFindsIt() {
        String body = "{\"user_id\": \"%s\"}";

        JsonNode created =
                ANA.post("/api/v1/chat/rooms/direct_chat/", body.formatted(CARLA.id()))
                        .expect(200)
                        .body();
        JsonNode found =
                CARLA.post("/api/v1/chat/rooms/direct_chat/", body.formatted(ANA.id()))
                        .expect(200)
                        .body();

        assertThat(created.get("room_type").asString()).isEqualTo("direct");
        assertThat(found.get("id")).isEqualTo(created.get("id"));
    }

    @Test
    @DisplayName("`GET /api/v1/chat/rooms/{id}/messages/`: Obtener mensajes de la sala")
    void getRoomMessagesGivesTheMessagesOfTheRoom() {
        String room = ANA.createRoom("Mensajes", BRUNO);
        JsonNode first = ANA.say(room, "primero");
        JsonNode second = BRUNO.say(room, "segundo");
        ANA.say(ANA.createRoom("Otra"), "en otra sala");

        JsonNode page = BRUNO.get("/api/v1/chat/rooms/" + room + "/messages/").expect(200).body();

        assertThat(page.get("count").asInt()).isEqualTo(2);
        assertThat(page.get("results")).containsExactly(second, first);
    }

    @Test
    @DisplayName("`POST /api/v1/chat/rooms/{id}/join/`: Unirse a sala")
    void postJoinLetsOneIn() {
        String room = ANA.createRoom("Abierta");

        JsonNode joined = CARLA.post("/api/v1/chat/rooms/" + room + "/join/").expect(200).body();

        assertThat(joined.get("id").asString()).isEqualTo(room);
        assertThat(ids(joined.get("participants"))).containsExactly(ANA.id(), CARLA.id());
        assertThat(CARLA.say(room, "ya estoy").get("room").asString()).isEqualTo(room);
    }

    @Test
    @DisplayName("`POST /api/v1/chat/rooms/{id}/leave/`: Salir de sala")
    void postLeaveLetsOneOut() {
        String room = ANA.createRoom("De paso", CARLA);

        CARLA.post("/api/v1/chat/rooms/" + room + "/leave/").expect(200);

        assertThat(ids(CARLA.get("/api/v1/chat/rooms/").body().get("results")))
                .doesNotContain(room);
        assertThat(ids(ANA.get("/api/v1/chat/rooms/" + room + "/").body().get("participants")))
                .containsExactly(ANA.id());
        CARLA.post("/api/v1/chat/messages/", Map.of("room", room, "content", "¿y ahora?"))
                .expect(403);
    }

    @Test
    @DisplayName("`POST /api/v1/chat/rooms/{id}/mark_all_read/`: Marcar todos como leídos")
    void postMarkAllReadMarksAllMessagesAsRead() {
        String room = ANA.createRoom("Por leer", BRUNO);
        ANA.say(room, "uno");
        ANA.say(room, "dos");
        assertThat(unread(room)).isEqualTo(2);

        JsonNode marked =
                BRUNO.post("/api/v1/chat/rooms/" + room + "/mark_all_read/").expect(200).body();

        assertThat(marked.get("marked_as_read").asInt()).isEqualTo(2);
        assertThat(unread(room)).isZero();
    }

    private static int unread(String room) {
        return BRUNO.get("/api/v1/chat/rooms/" + room + "/").body().get("unread_count").asInt();
    }
}
