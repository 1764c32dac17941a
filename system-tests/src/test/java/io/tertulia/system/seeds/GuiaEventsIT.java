package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The JSON is the seed's own; its {@code { ... }} is the one thing that no client can send. */
@DisplayName("Guía: Eventos Soportados")
class GuiaEventsIT {

    private final String room = ANA.createRoom("Eventos", BRUNO);

    @Test
    @DisplayName("Cliente → Servidor: 1. Typing Start")
    void clientSendsTypingStart() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            hers.send(
                    """
                    {
                      "type": "typing_start"
                    }
                    """);

            his.await("typing_start");
        }
    }

    @Test
    @DisplayName("Cliente → Servidor: 2. Typing Stop")
    void clientSendsTypingStop() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            hers.send("{\"type\": \"typing_start\"}");
            hers.send(
                    """
                    {
                      "type": "typing_stop"
                    }
                    """);

            his.await("typing_stop");
        }
    }

    @Test
    @DisplayName("Cliente → Servidor: 3. New Message")
    void clientSendsNewMessage() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            hers.send(
                    """
                    {
                      "type": "new_message",
                      "message": {
                        "id": "123",
                        "content": "Hola!",
                        "sender": { "id": "somebody else" },
                        "created_at": "2024-01-01T12:00:00Z"
                      }
                    }
                    """);

            JsonNode message = his.await("new_message").get("message");
            assertThat(message.get("content").asString()).isEqualTo("Hola!");
            assertThat(message.get("sender")).as("never believed").isEqualTo(ANA.user());
            assertThat(message.get("created_at").asString()).doesNotStartWith("2024");
        }
        assertThat(
                        BRUNO.get("/api/v1/chat/rooms/" + room + "/messages/")
                                .body()
                                .get("count")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("Servidor → Cliente: 1. Typing Start")
    void serverSendsTypingStart() {
        JsonNode frame = shown("{\"type\": \"typing_start\"}", "typing_start");

        assertThat(frame.propertyNames()).containsExactlyInAnyOrder("type", "user_id", "username");
        assertThat(frame.get("user_id").asString()).isEqualTo(ANA.id());
        assertThat(frame.get("username").isString()).isTrue();
    }

    @Test
    @DisplayName("Servidor → Cliente: 2. Typing Stop")
    void serverSendsTypingStop() {
        JsonNode frame =
                shown("{\"type\": \"typing_start\"}", "{\"type\": \"typing_stop\"}", "typing_stop");

        assertThat(frame.propertyNames()).contains("type", "user_id");
        assertThat(frame.get("user_id").asString()).isEqualTo(ANA.id());
    }

    @Test
    @DisplayName("Servidor → Cliente: 3. New Message")
    void serverSendsNewMessage() {
        try (var his = BRUNO.openSignals(room)) {
            JsonNode stored = ANA.say(room, "Hola!");

            JsonNode frame = his.await("new_message");

            assertThat(frame.propertyNames()).containsExactlyInAnyOrder("type", "message");
            assertThat(frame.get("message")).isEqualTo(stored);
        }
    }

    @Test
    @DisplayName("Eventos Soportados (y ningún otro)")
    void nothingButTheseEventsIsSent() {
        String message = ANA.say(room, "antes").get("id").asString();
        try (var his = BRUNO.openSignals(room);
                var hers = ANA.open(room)) {
            ANA.put("/api/v1/chat/messages/" + message + "/", "{\"content\": \"después\"}");
            ANA.put("/api/v1/chat/messages/" + message + "/reactions/%F0%9F%91%8D/").expect(200);
            ANA.delete("/api/v1/chat/messages/" + message + "/").expect(204);
            hers.send("{\"action\": \"typing\", \"is_typing\": true}");
            ANA.say(room, "lo último");

            his.await("typing_start");
            his.await(
                    "new_message",
                    frame -> frame.at("/message/content").asString().equals("lo último"));
            assertThat(his.frames())
                    .extracting(frame -> frame.get("type").asString())
                    .containsOnly("typing_start", "new_message");
        }
    }

    private JsonNode shown(String... sentThenType) {
        List<String> all = List.of(sentThenType);
        try (ChatSocket hers = ANA.openSignals(room);
                ChatSocket his = BRUNO.openSignals(room)) {
            all.subList(0, all.size() - 1).forEach(hers::send);
            return his.await(all.getLast());
        }
    }
}
