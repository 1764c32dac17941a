package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: Uso del Cliente")
class SistemaDeChatClientIT {

    @Test
    @DisplayName("Crear Chat Directo, Conectar WebSocket, Obtener Historial de Mensajes")
    void aClientWrittenFromTheSeedWorks() {
        // 1. Crear Chat Directo
        JsonNode room =
                ANA.post(
                                "/api/v1/chat/rooms/direct_chat/",
                                """
                                {
                                    "user_id": "%s"
                                }
                                """
                                        .formatted(CARLA.id()))
                        .expect(200)
                        .body();
        String roomId = room.get("id").asString();

        // 2. Conectar WebSocket
        try (var socket = ANA.open(roomId)) {
            socket.send(
                    """
                    {"action":"send_message","content":"Hola!","message_type":"text"}\
                    """);

            JsonNode event = socket.await("message");
            assertThat(event.at("/data/content").asString()).isEqualTo("Hola!");

            // 3. Obtener Historial de Mensajes
            JsonNode history =
                    CARLA.get("/api/v1/chat/rooms/" + roomId + "/messages/").expect(200).body();
            assertThat(history.at("/results/0")).isEqualTo(event.get("data"));
        }
    }
}
