package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.TERTULIA;
import static io.tertulia.system.seeds.Residents.about;
import static io.tertulia.system.seeds.Residents.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import io.tertulia.system.Person;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: WebSocket Consumer, Conexión WebSocket")
class SistemaDeChatSocketIT {

    private final String room = ANA.createRoom("Conexión", BRUNO);
    private final URI address = TERTULIA.socketUri("/ws/chat/" + room + "/");

    @Test
    @DisplayName("Conexión/desconexión de usuarios")
    void usersConnectAndDisconnect() {
        try (var hers = ANA.open(room)) {
            hers.await("ready");
            try (var his = BRUNO.open(room)) {
                his.await("ready");
                hers.await("user_status", frame -> isBruno(frame, "user_joined"));
            }
            hers.await("user_status", frame -> isBruno(frame, "user_left"));
        }
    }

    @Test
    @DisplayName("Envío de mensajes")
    void messagesAreSent() {
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(Map.of("action", "send_message", "content", "Hola!"));

            JsonNode message = his.await("message");

            assertThat(hers.await("message")).isEqualTo(message);
            assertThat(
                            BRUNO.get("/api/v1/chat/rooms/" + room + "/messages/")
                                    .body()
                                    .at("/results/0"))
                    .isEqualTo(message.get("data"));
        }
    }

    @Test
    @DisplayName("Indicadores de escritura")
    void typingIsShownAndEnds() {
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(Map.of("action", "typing", "is_typing", true));
            his.await("typing", by(ANA));
            hers.send(Map.of("action", "typing", "is_typing", false));
            his.await("typing", frame -> !frame.at("/data/is_typing").asBoolean());
        }
    }

    @Test
    @DisplayName("Marcado de mensajes como leídos")
    void messagesAreMarkedAsRead() {
        String message = ANA.say(room, "para leer").get("id").asString();
        try (var his = BRUNO.open(room)) {
            his.send(
                    Map.of(
                            "action",
                            "mark_read",
                            "message_ids",
                            List.of(message),
                            "client_id",
                            "leído"));
            his.await("ack", frame -> frame.at("/data/client_id").asString("").equals("leído"));
        }
        JsonNode shown = BRUNO.get("/api/v1/chat/rooms/" + room + "/").body();
        assertThat(shown.get("unread_count").asInt()).isZero();
    }

    @Test
    @DisplayName("Edición y eliminación de mensajes")
    void messagesAreEditedAndDeleted() {
        String message = ANA.say(room, "versión 1").get("id").asString();
        try (var hers = ANA.open(room);
                var his = BRUNO.open(room)) {
            hers.send(
                    Map.of(
                            "action",
                            "edit_message",
                            "message_id",
                            message,
                            "content",
                            "versión 2"));
            his.await("message_edited", about(message));
            hers.send(Map.of("action", "delete_message", "message_id", message));
            his.await("message_deleted", about(message));
        }
    }

    @Test
    @DisplayName("URL de Conexión: ws://localhost:8000/ws/chat/{room_id}/")
    void theAddressIsTheSeeds() {
        try (var socket = ANA.open(room)) {
            assertThat(socket.await("ready").at("/data/rooms").has(room)).isTrue();
        }
    }

    @Test
    @DisplayName("El WebSocket requiere autenticación")
    void withoutATokenNobodyComesIn() {
        assertThat(ChatSocket.refusalOf(() -> ChatSocket.connect(address, Map.of())))
                .isEqualTo(401);
    }

    @Test
    @DisplayName("autenticación mediante tokens JWT en las cookies")
    void theTokenMayComeInTheCookie() {
        try (var socket =
                ChatSocket.connect(address, Map.of("Cookie", "access_token=" + ANA.token()))) {
            assertThat(socket.await("ready").at("/data/user")).isEqualTo(ANA.user());
        }
    }

    @Test
    @DisplayName("autenticación mediante tokens JWT en las cookies (la que pone login)")
    void theCookieThatLoginSetsOpensTheSocket() {
        String cookie =
                Person.send(
                                HttpRequest.newBuilder(TERTULIA.uri("/api/v1/auth/login/"))
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                BodyPublishers.ofString(
                                                        Person.JSON.writeValueAsString(
                                                                Map.of(
                                                                        "username",
                                                                        ANA.username(),
                                                                        "password",
                                                                        Person.PASSWORD)))))
                        .expect(200)
                        .raw()
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");

        String pair = cookie.substring(0, cookie.indexOf(';'));
        try (var socket = ChatSocket.connect(address, Map.of("Cookie", pair))) {
            socket.await("ready");
        }
    }

    @Test
    @DisplayName("autenticación mediante tokens JWT en (...) headers")
    void theTokenMayComeInTheHeader() {
        try (var socket =
                ChatSocket.connect(address, Map.of("Authorization", "Bearer " + ANA.token()))) {
            assertThat(socket.await("ready").at("/data/user")).isEqualTo(ANA.user());
        }
    }

    private static boolean isBruno(JsonNode frame, String action) {
        return by(BRUNO).test(frame) && frame.at("/data/action").asString().equals(action);
    }
}
