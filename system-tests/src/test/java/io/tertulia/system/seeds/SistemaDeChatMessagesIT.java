package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.CARLA;
import static io.tertulia.system.seeds.Residents.TERTULIA;
import static io.tertulia.system.seeds.Residents.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: Endpoints de Message")
class SistemaDeChatMessagesIT {

    private final String room = ANA.createRoom("Mensajes", BRUNO);

    @Test
    @DisplayName("`GET /api/v1/chat/messages/`: Listar mensajes del usuario")
    void getMessagesListsTheMessagesOfTheUser() {
        Person reader = Person.register(TERTULIA, "lectora");
        JsonNode first = ANA.say(ANA.createRoom("Una", reader), "en una sala");
        JsonNode second = reader.say(reader.createRoom("Dos"), "en otra");
        ANA.say(room, "no es para ella");

        JsonNode page = reader.get("/api/v1/chat/messages/").expect(200).body();

        assertThat(page.get("count").asInt()).isEqualTo(2);
        assertThat(page.get("results")).containsExactly(second, first);
    }

    @Test
    @DisplayName("`POST /api/v1/chat/messages/`: Crear nuevo mensaje")
    void postMessagesCreatesAMessage() {
        JsonNode message =
                ANA.post(
                                "/api/v1/chat/messages/",
                                """
                                {"room": "%s", "content": "Hola mundo!", "message_type": "text"}
                                """
                                        .formatted(room))
                        .expect(201)
                        .body();

        assertThat(message.get("room").asString()).isEqualTo(room);
        assertThat(message.get("content").asString()).isEqualTo("Hola mundo!");
        assertThat(message.get("sender")).isEqualTo(ANA.user());
        assertThat(BRUNO.get("/api/v1/chat/messages/" + id(message) + "/").expect(200).body())
                .isEqualTo(message);
    }

    @Test
    @DisplayName("`PUT /api/v1/chat/messages/{id}/`: Editar mensaje")
    void putMessageEditsIt() {
        String message = id(ANA.say(room, "antes"));

        JsonNode edited =
                ANA.put("/api/v1/chat/messages/" + message + "/", "{\"content\": \"después\"}")
                        .expect(200)
                        .body();

        assertThat(edited.get("content").asString()).isEqualTo("después");
        assertThat(edited.get("is_edited").asBoolean()).isTrue();
        assertThat(BRUNO.get("/api/v1/chat/messages/" + message + "/").body()).isEqualTo(edited);
    }

    @Test
    @DisplayName("`DELETE /api/v1/chat/messages/{id}/`: Eliminar mensaje")
    void deleteMessageDeletesIt() {
        String message = id(ANA.say(room, "mejor no"));

        ANA.delete("/api/v1/chat/messages/" + message + "/").expect(204);

        JsonNode left = BRUNO.get("/api/v1/chat/messages/" + message + "/").expect(200).body();
        assertThat(left.get("is_deleted").asBoolean()).isTrue();
        assertThat(left.get("content").asString()).isEmpty();
    }

    @Test
    @DisplayName("`POST /api/v1/chat/messages/mark_read/`: Marcar mensajes como leídos")
    void postMessagesMarkReadMarksMessagesAsRead() {
        String read = id(ANA.say(room, "leído"));
        String unread = id(ANA.say(room, "sin leer"));

        JsonNode marked =
                BRUNO.post("/api/v1/chat/messages/mark_read/", Map.of("message_ids", List.of(read)))
                        .expect(200)
                        .body();

        assertThat(marked.get("marked_as_read").asInt()).isEqualTo(1);
        assertThat(readers(read)).containsExactly(BRUNO.id());
        assertThat(readers(unread)).isEmpty();
        JsonNode his = BRUNO.get("/api/v1/chat/rooms/" + room + "/").body();
        assertThat(his.get("unread_count").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("`GET /api/v1/chat/messages/search/`: Buscar mensajes")
    void getMessagesSearchFindsMessages() {
        String word = "zarzuela" + UUID.randomUUID().toString().substring(0, 8);
        String found = id(ANA.say(room, "Mañana vamos a la " + word + ", ¿vienes?"));
        CARLA.say(CARLA.createRoom("Ajena"), "Otra " + word);

        Awaitility.await().untilAsserted(() -> assertThat(search(word)).containsExactly(found));
    }

    private static List<String> search(String word) {
        String path = "/api/v1/chat/messages/search/?q=" + word;
        return ids(BRUNO.get(path).expect(200).body().get("results"));
    }

    private static List<String> readers(String message) {
        return ANA.get("/api/v1/chat/messages/" + message + "/reads/")
                .expect(200)
                .body()
                .get("results")
                .valueStream()
                .map(read -> read.at("/user/id").asString())
                .toList();
    }

    private static String id(JsonNode message) {
        return message.get("id").asString();
    }
}
