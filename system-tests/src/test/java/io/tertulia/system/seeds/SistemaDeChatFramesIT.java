package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.about;
import static io.tertulia.system.seeds.Residents.by;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The JSON is the seed's own, with real ids filled in. */
@DisplayName("Sistema de Chat: Eventos WebSocket, Eventos Recibidos")
class SistemaDeChatFramesIT {

    private final String room = ANA.createRoom("Eventos", BRUNO);

    @Test
    @DisplayName("Enviar Mensaje: \"action\": \"send_message\"")
    void sendMessage() {
        String replied = BRUNO.say(room, "¿hay alguien?").get("id").asString();
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(
                    """
                    {
                      "action": "send_message",
                      "content": "Hola mundo!",
                      "message_type": "text",
                      "reply_to_id": "%s"
                    }
                    """
                            .formatted(replied));

            JsonNode message = his.await("message");
            assertThat(message.at("/data/content").asString()).isEqualTo("Hola mundo!");
            assertThat(message.at("/data/message_type").asString()).isEqualTo("text");
            assertThat(message.at("/data/reply_to/id").asString()).isEqualTo(replied);
        }
    }

    @Test
    @DisplayName("Indicador de Escritura: \"action\": \"typing\"")
    void typing() {
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(
                    """
                    {
                      "action": "typing",
                      "is_typing": true
                    }
                    """);

            assertThat(his.await("typing", by(ANA)).at("/data/is_typing").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("Marcar como Leído: \"action\": \"mark_read\"")
    void markRead() {
        String first = ANA.say(room, "uno").get("id").asString();
        String second = ANA.say(room, "dos").get("id").asString();
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            his.send(
                    """
                    {
                      "action": "mark_read",
                      "message_ids": ["%s", "%s"]
                    }
                    """
                            .formatted(first, second));

            JsonNode read = hers.await("messages_read", by(BRUNO));
            assertThat(texts(read.at("/data/message_ids")))
                    .containsExactlyInAnyOrder(first, second);
        }
        assertThat(reads(first)).isEqualTo(1);
        assertThat(reads(second)).isEqualTo(1);
    }

    @Test
    @DisplayName("Editar Mensaje: \"action\": \"edit_message\"")
    void editMessage() {
        String message = ANA.say(room, "sin editar").get("id").asString();
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(
                    """
                    {
                      "action": "edit_message",
                      "message_id": "%s",
                      "content": "Mensaje editado"
                    }
                    """
                            .formatted(message));

            JsonNode edited = his.await("message_edited", about(message));
            assertThat(edited.at("/data/content").asString()).isEqualTo("Mensaje editado");
        }
    }

    @Test
    @DisplayName("Eliminar Mensaje: \"action\": \"delete_message\"")
    void deleteMessage() {
        String message = ANA.say(room, "se elimina").get("id").asString();
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(
                    """
                    {
                      "action": "delete_message",
                      "message_id": "%s"
                    }
                    """
                            .formatted(message));

            JsonNode deleted = his.await("message_deleted", about(message));
            assertThat(deleted.at("/data/is_deleted").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("Nuevo Mensaje: \"type\": \"message\"")
    void receivesNewMessage() {
        try (var his = BRUNO.open(room)) {
            String id = ANA.say(room, "Hola mundo!").get("id").asString();

            JsonNode frame = his.await("message");

            assertThat(frame.propertyNames()).containsExactlyInAnyOrder("type", "data");
            JsonNode data = frame.get("data");
            assertThat(data.get("id").asString()).isEqualTo(id);
            assertThat(data.get("content").asString()).isEqualTo("Hola mundo!");
            assertThat(data.get("sender")).isEqualTo(ANA.user());
            assertThat(Instant.parse(data.get("created_at").asString()))
                    .isAfter(Instant.now().minusSeconds(60));
            assertThat(data.get("created_at").asString()).endsWith("Z");
        }
    }

    @Test
    @DisplayName("Usuario Escribiendo: \"type\": \"typing\"")
    void receivesTyping() {
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send("{\"action\": \"typing\", \"is_typing\": true}");

            JsonNode data = his.await("typing").get("data");

            assertThat(data.get("user_id").asString()).isEqualTo(ANA.id());
            assertThat(data.get("username").asString()).isEqualTo(ANA.username());
            assertThat(data.get("is_typing").isBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("Estado de Usuario: \"type\": \"user_status\", \"action\": \"user_joined\"")
    void receivesUserStatus() {
        try (var hers = ANA.open(room)) {
            hers.await("ready");
            try (var his = BRUNO.open(room)) {
                his.await("ready");

                JsonNode data = hers.await("user_status", by(BRUNO)).get("data");

                assertThat(data.get("action").asString()).isEqualTo("user_joined");
                assertThat(data.get("user_id").asString()).isEqualTo(BRUNO.id());
                assertThat(data.get("username").asString()).isEqualTo(BRUNO.username());
            }
        }
    }

    private static int reads(String message) {
        String path = "/api/v1/chat/messages/" + message + "/reads/";
        return Awaitility.await()
                .until(() -> ANA.get(path).expect(200).body().get("count").asInt(), n -> n > 0);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
