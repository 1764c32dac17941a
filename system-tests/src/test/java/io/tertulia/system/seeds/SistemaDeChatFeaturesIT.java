package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.CARLA;
import static io.tertulia.system.seeds.Residents.MALLORY;
import static io.tertulia.system.seeds.Residents.about;
import static io.tertulia.system.seeds.Residents.by;
import static io.tertulia.system.seeds.Residents.ids;
import static io.tertulia.system.seeds.Residents.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: Características Principales")
class SistemaDeChatFeaturesIT {

    private final String room = ANA.createRoom("Tertulia", BRUNO, CARLA);

    @Test
    @DisplayName("**Chat Directo**: Conversación entre dos usuarios")
    void aDirectChatIsAConversationOfTwo() {
        String direct = ANA.directChat(BRUNO);
        try (var hers = ANA.open(direct);
                var his = BRUNO.open(direct)) {
            String said = ANA.say(direct, "entre nosotros").get("id").asString();

            his.await("message", about(said));
            hers.await("message", about(said));
        }
        JsonNode shown = BRUNO.get("/api/v1/chat/rooms/" + direct + "/").body();
        assertThat(ids(shown.get("participants"))).containsExactlyInAnyOrder(ANA.id(), BRUNO.id());
        assertThat(MALLORY.post("/api/v1/chat/rooms/" + direct + "/join/").status()).isEqualTo(403);
        assertThat(ChatSocket.refusalOf(() -> MALLORY.open(direct))).isIn(403, 404);
    }

    @Test
    @DisplayName("**Chat Grupal**: Conversación con múltiples participantes")
    void aGroupChatIsAConversationOfMany() {
        try (var anas = ANA.open(room);
                var brunos = BRUNO.open(room);
                var carlas = CARLA.open(room)) {
            String said = CARLA.say(room, "hola a todos").get("id").asString();

            for (ChatSocket socket : List.of(anas, brunos, carlas)) {
                assertThat(socket.await("message", about(said)).at("/data/sender"))
                        .isEqualTo(CARLA.user());
            }
        }
    }

    @Test
    @DisplayName("Mensajes de texto")
    void textMessages() {
        JsonNode message = ANA.say(room, "¡Qué tal, señor Ñandú! 👋🏽\nSegunda línea");

        assertThat(message.get("message_type").asString()).isEqualTo("text");
        assertThat(message.get("content").asString())
                .isEqualTo("¡Qué tal, señor Ñandú! 👋🏽\nSegunda línea");
    }

    @Test
    @DisplayName("Soporte para imágenes y archivos (imágenes)")
    void images() {
        JsonNode image = upload(ANA, room, "portada.png", "image/png", png(40, 30));
        try (var his = BRUNO.open(room)) {
            JsonNode sent = send(image, "image");

            JsonNode seen = his.await("message", about(sent.get("id").asString()));
            assertThat(seen.at("/data/message_type").asString()).isEqualTo("image");
            assertThat(seen.at("/data/attachment/name").asString()).isEqualTo("portada.png");
            assertThat(seen.at("/data/attachment/width").asInt()).isEqualTo(40);
            assertThat(seen.at("/data/attachment/height").asInt()).isEqualTo(30);
        }
        BRUNO.get(image.get("url").asString()).expect(200);
        assertThat(MALLORY.get(image.get("url").asString()).status()).isIn(403, 404);
    }

    @Test
    @DisplayName("Soporte para imágenes y archivos (archivos)")
    void files() {
        JsonNode file =
                upload(ANA, room, "acta.txt", "text/plain", "Orden del día".getBytes(UTF_8));

        JsonNode sent = send(file, "file");

        assertThat(sent.get("message_type").asString()).isEqualTo("file");
        assertThat(sent.at("/attachment/id")).isEqualTo(file.get("id"));
        var download = BRUNO.get(file.get("url").asString()).expect(200);
        assertThat(download.raw().body()).isEqualTo("Orden del día");
    }

    @Test
    @DisplayName("Respuestas a mensajes (threading)")
    void repliesToMessages() {
        String question = ANA.say(room, "¿Quién viene?").get("id").asString();

        JsonNode answer =
                BRUNO.post(
                                "/api/v1/chat/messages/",
                                Map.of("room", room, "content", "Yo", "reply_to_id", question))
                        .expect(201)
                        .body();

        assertThat(answer.at("/reply_to/id").asString()).isEqualTo(question);
        assertThat(answer.at("/reply_to/sender")).isEqualTo(ANA.user());
        assertThat(answer.at("/reply_to/content").asString()).isEqualTo("¿Quién viene?");
    }

    @Test
    @DisplayName("Edición y eliminación de mensajes")
    void editingAndDeletingOfMessages() {
        String message = ANA.say(room, "hoal").get("id").asString();
        try (var his = BRUNO.open(room)) {
            ANA.put("/api/v1/chat/messages/" + message + "/", Map.of("content", "hola"))
                    .expect(200);
            JsonNode edited = his.await("message_edited", about(message));
            assertThat(edited.at("/data/content").asString()).isEqualTo("hola");

            ANA.delete("/api/v1/chat/messages/" + message + "/").expect(204);
            JsonNode deleted = his.await("message_deleted", about(message));
            assertThat(deleted.at("/data/content").asString()).isEmpty();
        }
    }

    @Test
    @DisplayName("Indicadores de lectura")
    void readReceipts() {
        String message = ANA.say(room, "¿lo has visto?").get("id").asString();
        try (var hers = ANA.open(room)) {
            BRUNO.post("/api/v1/chat/messages/mark_read/", Map.of("message_ids", List.of(message)))
                    .expect(200);

            JsonNode read = hers.await("messages_read", by(BRUNO));
            assertThat(read.at("/data/message_ids").valueStream())
                    .extracting(JsonNode::asString)
                    .contains(message);
        }
    }

    @Test
    @DisplayName("Indicadores de escritura (typing)")
    void typingIndicators() {
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(Map.of("action", "typing", "is_typing", true));

            assertThat(his.await("typing", by(ANA)).at("/data/is_typing").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("Presencia en tiempo real")
    void presenceInRealTime() {
        try (var hers = ANA.open(room)) {
            hers.await("ready");
            try (var his = BRUNO.open(room)) {
                his.await("ready");
                hers.await("user_status", joined -> isBruno(joined, "user_joined"));
            }
            hers.await("user_status", left -> isBruno(left, "user_left"));
        }
    }

    private static boolean isBruno(JsonNode frame, String action) {
        return by(BRUNO).test(frame) && frame.at("/data/action").asString().equals(action);
    }

    private JsonNode send(JsonNode attachment, String type) {
        return ANA.post(
                        "/api/v1/chat/messages/",
                        Map.of(
                                "room",
                                room,
                                "content",
                                "",
                                "message_type",
                                type,
                                "attachment_id",
                                attachment.get("id").asString()))
                .expect(201)
                .body();
    }

    private static byte[] png(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(
                    new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
