package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.TERTULIA;
import static io.tertulia.system.seeds.Residents.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: Modelos de Datos")
class SistemaDeChatModelsIT {

    private final String room = ANA.createRoom("Modelos", BRUNO);

    @Test
    @DisplayName("ChatRoom: `name`: Nombre de la sala (opcional para chats directos)")
    void roomName() {
        assertThat(room(room).get("name").asString()).isEqualTo("Modelos");
        assertThat(room(ANA.directChat(BRUNO)).get("name").asString()).isEmpty();
    }

    @Test
    @DisplayName("ChatRoom: `room_type`: 'direct' o 'group'")
    void roomType() {
        assertThat(room(room).get("room_type").asString()).isEqualTo("group");
        assertThat(room(ANA.directChat(BRUNO)).get("room_type").asString()).isEqualTo("direct");
    }

    @Test
    @DisplayName("ChatRoom: `participants`: Usuarios participantes")
    void roomParticipants() {
        JsonNode participants = room(room).get("participants");

        assertThat(ids(participants)).containsExactly(ANA.id(), BRUNO.id());
        assertThat(participants.valueStream())
                .extracting(each -> each.get("username").asString())
                .containsExactly(ANA.username(), BRUNO.username());
    }

    @Test
    @DisplayName("ChatRoom: `created_by`: Usuario que creó la sala")
    void roomCreatedBy() {
        assertThat(room(room).get("created_by")).isEqualTo(ANA.user());
    }

    @Test
    @DisplayName("ChatRoom: `is_active`: Estado de la sala")
    void roomIsActive() {
        assertThat(room(room).get("is_active").asBoolean()).isTrue();

        ANA.delete("/api/v1/chat/rooms/" + room + "/").expect(204);

        assertThat(room(room).get("is_active").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("Message: `room`: Sala de chat")
    void messageRoom() {
        assertThat(ANA.say(room, "aquí").get("room").asString()).isEqualTo(room);
    }

    @Test
    @DisplayName("Message: `sender`: Usuario que envió el mensaje")
    void messageSender() {
        assertThat(BRUNO.say(room, "soy yo").get("sender")).isEqualTo(BRUNO.user());
    }

    @Test
    @DisplayName("Message: `content`: Contenido del mensaje")
    void messageContent() {
        assertThat(ANA.say(room, "tal cual").get("content").asString()).isEqualTo("tal cual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "image", "file"})
    @DisplayName("Message: `message_type`: 'text', 'image', 'file'")
    void messageType(String type) {
        JsonNode message =
                ANA.post(
                                "/api/v1/chat/messages/",
                                Map.of("room", room, "content", "¿qué es?", "message_type", type))
                        .expect(201)
                        .body();

        assertThat(message.get("message_type").asString()).isEqualTo(type);
    }

    @Test
    @DisplayName("Message: `reply_to`: Mensaje al que responde (opcional)")
    void messageReplyTo() {
        JsonNode first = ANA.say(room, "primero");
        assertThat(first.get("reply_to").isNull()).isTrue();

        JsonNode reply =
                BRUNO.post(
                                "/api/v1/chat/messages/",
                                Map.of(
                                        "room",
                                        room,
                                        "content",
                                        "segundo",
                                        "reply_to_id",
                                        first.get("id").asString()))
                        .expect(201)
                        .body();

        assertThat(reply.at("/reply_to/id")).isEqualTo(first.get("id"));
    }

    @Test
    @DisplayName("Message: `is_deleted`: Soft delete")
    void messageIsDeleted() {
        JsonNode message = ANA.say(room, "se borra");
        assertThat(message.get("is_deleted").asBoolean()).isFalse();

        ANA.delete("/api/v1/chat/messages/" + message.get("id").asString() + "/").expect(204);

        JsonNode page = BRUNO.get("/api/v1/chat/rooms/" + room + "/messages/").body();
        assertThat(page.get("count").asInt()).isEqualTo(1);
        assertThat(page.at("/results/0/id")).isEqualTo(message.get("id"));
        assertThat(page.at("/results/0/is_deleted").asBoolean()).isTrue();
        assertThat(page.at("/results/0/content").asString()).isEmpty();
    }

    @Test
    @DisplayName("MessageRead: `user`, `message`, `read_at`: Timestamp de lectura")
    void messageRead() {
        String message = ANA.say(room, "léeme").get("id").asString();
        Instant before = Instant.now().minusSeconds(1);
        BRUNO.post("/api/v1/chat/messages/mark_read/", Map.of("message_ids", List.of(message)))
                .expect(200);

        JsonNode reads = ANA.get("/api/v1/chat/messages/" + message + "/reads/").body();

        assertThat(reads.get("count").asInt()).isEqualTo(1);
        assertThat(reads.at("/results/0/user")).isEqualTo(BRUNO.user());
        assertThat(Instant.parse(reads.at("/results/0/read_at").asString()))
                .isBetween(before, Instant.now().plusSeconds(1));
    }

    @Test
    @DisplayName("OnlineStatus: `user`, `is_online`: Estado online, `last_seen`: Última conexión")
    void onlineStatus() {
        Person guest = Person.register(TERTULIA, "estado");
        JsonNode never = status(guest);
        assertThat(never.get("user")).isEqualTo(guest.user());
        assertThat(never.get("is_online").asBoolean()).isFalse();
        assertThat(never.get("last_seen").isNull()).isTrue();

        try (var socket = guest.open(guest.createRoom("Estado"))) {
            socket.await("ready");
            Awaitility.await().until(() -> status(guest).get("is_online").asBoolean());
            assertThat(Instant.parse(status(guest).get("last_seen").asString()))
                    .isAfter(Instant.now().minusSeconds(60));
        }
    }

    private static JsonNode room(String id) {
        return ANA.get("/api/v1/chat/rooms/" + id + "/").expect(200).body();
    }

    private static JsonNode status(Person person) {
        return person.get("/api/v1/chat/online-status/my_status/").expect(200).body();
    }
}
