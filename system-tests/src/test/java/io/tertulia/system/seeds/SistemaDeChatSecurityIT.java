package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.MALLORY;
import static io.tertulia.system.seeds.Residents.TERTULIA;
import static io.tertulia.system.seeds.Residents.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import io.tertulia.system.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: Seguridad, Consideraciones de Rendimiento")
class SistemaDeChatSecurityIT {

    private static final String NOWHERE = "6f1c2d0a-0000-4000-8000-000000000000";

    private final String room = ANA.createRoom("Segura", BRUNO);

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/chat/rooms/",
        "POST, /api/v1/chat/rooms/",
        "POST, /api/v1/chat/rooms/direct_chat/",
        "GET, /api/v1/chat/rooms/{id}/messages/",
        "POST, /api/v1/chat/rooms/{id}/join/",
        "POST, /api/v1/chat/rooms/{id}/leave/",
        "POST, /api/v1/chat/rooms/{id}/mark_all_read/",
        "GET, /api/v1/chat/messages/",
        "POST, /api/v1/chat/messages/",
        "PUT, /api/v1/chat/messages/{id}/",
        "DELETE, /api/v1/chat/messages/{id}/",
        "POST, /api/v1/chat/messages/mark_read/",
        "GET, /api/v1/chat/messages/search/",
        "GET, /api/v1/chat/online-status/",
        "GET, /api/v1/chat/online-status/my_status/",
    })
    @DisplayName("Autenticación requerida para todas las operaciones")
    void everyOperationNeedsAuthentication(String method, String path) {
        Person.call(TERTULIA, null, method, path.replace("{id}", NOWHERE), "{}").expect(401);
    }

    @Test
    @DisplayName("Verificación de participación en salas para WebSockets")
    void socketsAreForParticipants() {
        assertThat(ChatSocket.refusalOf(() -> MALLORY.open(room))).isEqualTo(403);
    }

    @Test
    @DisplayName("Validación de permisos para editar mensajes")
    void onlyTheSenderEdits() {
        String message = "/api/v1/chat/messages/" + idOf(BRUNO.say(room, "mío")) + "/";

        assertThat(ANA.put(message, Map.of("content", "tuyo")).expect(403).code())
                .isEqualTo("not_the_sender");
        MALLORY.put(message, Map.of("content", "tuyo")).expect(404);
        assertThat(BRUNO.get(message).body().get("content").asString()).isEqualTo("mío");
    }

    @Test
    @DisplayName("Validación de permisos para eliminar mensajes")
    void onlyTheSenderAndModeratorsDelete() {
        String hers = "/api/v1/chat/messages/" + idOf(ANA.say(room, "de ella")) + "/";
        String his = "/api/v1/chat/messages/" + idOf(BRUNO.say(room, "de él")) + "/";

        assertThat(BRUNO.delete(hers).expect(403).code()).isEqualTo("not_the_sender");
        MALLORY.delete(hers).expect(404);
        ANA.delete(his).expect(204);
    }

    @Test
    @DisplayName("Validación de permisos para editar/eliminar mensajes (por WebSocket)")
    void framesAreCheckedLikeRequests() {
        String hers = idOf(ANA.say(room, "de ella"));
        try (var his = BRUNO.open(room)) {
            his.send(
                    Map.of(
                            "action",
                            "edit_message",
                            "message_id",
                            hers,
                            "content",
                            "x",
                            "client_id",
                            "e"));
            his.send(Map.of("action", "delete_message", "message_id", hers, "client_id", "d"));

            for (String frame : List.of("e", "d")) {
                JsonNode error =
                        his.await(
                                "error",
                                each -> each.at("/data/client_id").asString().equals(frame));
                assertThat(error.at("/data/code").asString()).isEqualTo("not_the_sender");
            }
        }
        assertThat(ANA.get("/api/v1/chat/messages/" + hers + "/").body().get("content").asString())
                .isEqualTo("de ella");
    }

    @Test
    @DisplayName("Sanitización de contenido de mensajes")
    void contentIsSanitised() {
        // Escapes of JSON: a control character, a lone surrogate, an accent of its own.
        String content = "<script>alert(1)</script>\\u0000\\u0007 cafe\\u0301\\n\\ud800fin";

        JsonNode message =
                ANA.post(
                                "/api/v1/chat/messages/",
                                "{\"room\": \"%s\", \"content\": \"%s\"}".formatted(room, content))
                        .expect(201)
                        .body();

        // HTML is text like any other: it is shown, never run. See the tests of the web page.
        assertThat(message.get("content").asString())
                .isEqualTo("<script>alert(1)</script> café\nfin");
    }

    @Test
    @DisplayName("Paginación en listado de mensajes (50 por página)")
    void messagesComeInPagesOf50() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 1; i <= 53; i++) {
            newestFirst.add(idOf(ANA.say(room, "mensaje " + i)));
        }
        Collections.reverse(newestFirst);

        JsonNode first = BRUNO.get("/api/v1/chat/rooms/" + room + "/messages/").expect(200).body();
        JsonNode second = BRUNO.get(pathOf(first.get("next"))).expect(200).body();

        assertThat(first.get("count").asInt()).isEqualTo(53);
        assertThat(ids(first.get("results"))).isEqualTo(newestFirst.subList(0, 50));
        assertThat(first.get("previous").isNull()).isTrue();
        assertThat(ids(second.get("results"))).isEqualTo(newestFirst.subList(50, 53));
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(BRUNO.get(pathOf(second.get("previous"))).body().get("results"))
                .isEqualTo(first.get("results"));
    }

    @Test
    @DisplayName("Soft delete para mensajes (preserva integridad)")
    void softDeleteKeepsEverythingInItsPlace() {
        String question = idOf(ANA.say(room, "pregunta"));
        JsonNode answer =
                BRUNO.post(
                                "/api/v1/chat/messages/",
                                Map.of("room", room, "content", "sí", "reply_to_id", question))
                        .expect(201)
                        .body();

        ANA.delete("/api/v1/chat/messages/" + question + "/").expect(204);

        JsonNode page = BRUNO.get("/api/v1/chat/rooms/" + room + "/messages/").body();
        assertThat(ids(page.get("results"))).containsExactly(idOf(answer), question);
        assertThat(page.at("/results/0/reply_to/id").asString()).isEqualTo(question);
    }

    private static String idOf(JsonNode message) {
        return message.get("id").asString();
    }

    private static String pathOf(JsonNode link) {
        String address = link.asString();
        return address.substring(address.indexOf("/api/"));
    }
}
