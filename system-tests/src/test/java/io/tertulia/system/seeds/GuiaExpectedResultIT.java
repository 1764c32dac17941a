package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.TERTULIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Guía: Probar la Conexión, Checklist, Resultado Esperado")
class GuiaExpectedResultIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final String room = ANA.createRoom("Resultado", BRUNO);

    @Test
    @DisplayName("new WebSocket('ws://127.0.0.1:8000/ws/chat/CHAT_ID/?token=YOUR_TOKEN')")
    void theTryFromTheBrowsersConsoleWorks() {
        var address =
                TERTULIA.socketUri(
                        "/ws/chat/CHAT_ID/?token=YOUR_TOKEN"
                                .replace("CHAT_ID", room)
                                .replace("YOUR_TOKEN", ANA.token()));
        try (var his = BRUNO.openSignals(room);
                var ws = ChatSocket.connect(address, Map.of())) {
            ws.send("{\"type\":\"typing_start\"}");

            his.await("typing_start");
            assertThat(ws.isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("1. ✅ Frontend se conecta al WebSocket (2. el indicador: BrowserIT)")
    void theFrontendConnects() {
        // A page's script can set no header, but its browser sends the origin and the cookie.
        var page =
                Map.of(
                        "Origin",
                        "http://127.0.0.1:" + TERTULIA.uri("/").getPort(),
                        "Cookie",
                        "access_token=" + ANA.token());
        try (var socket = ChatSocket.connect(TERTULIA.socketUri("/ws/chat/" + room + "/"), page)) {
            socket.await("ready");
        }
    }

    @Test
    @DisplayName("3. ✅ Al escribir, otros usuarios ven \"está escribiendo...\"")
    void othersSeeThatSomebodyIsTypingAndTheTypistDoesNot() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            hers.send("{\"type\": \"typing_start\"}");
            his.await("typing_start");
            hers.send("{\"type\": \"new_message\", \"message\": {\"content\": \"listo\"}}");

            hers.await("new_message");
            assertThat(hers.frames("typing_start")).isEmpty();
        }
    }

    @Test
    @DisplayName("4. ✅ Mensajes llegan instantáneamente")
    void messagesArriveAtOnce() {
        try (var hers = ANA.openSignals(room);
                var his = BRUNO.openSignals(room)) {
            Instant sent = Instant.now();
            hers.send("{\"type\": \"new_message\", \"message\": {\"content\": \"ya\"}}");

            his.await("new_message");
            assertThat(Duration.between(sent, Instant.now())).isLessThan(AT_ONCE);
        }
    }

    @Test
    @DisplayName("5. ✅ Reconexión automática funciona")
    void aReconnectedClientGoesOn() {
        ANA.openSignals(room).close();
        String missed = BRUNO.say(room, "mientras no estabas").get("id").asString();

        try (var again = ANA.openSignals(room)) {
            // The seed's client shows what it missed by the history, and goes on from there.
            JsonNode history = ANA.get("/api/v1/chat/rooms/" + room + "/messages/").body();
            assertThat(history.at("/results/0/id").asString()).isEqualTo(missed);
            String next = BRUNO.say(room, "bienvenida").get("id").asString();
            again.await("new_message", frame -> frame.at("/message/id").asString().equals(next));
        }
    }

    @Test
    @DisplayName("Verificar broadcast de mensajes")
    void messagesAreBroadcastAcrossTheDialects() {
        try (var signals = BRUNO.openSignals(room);
                var actions = ANA.open(room)) {
            actions.send("{\"action\": \"send_message\", \"content\": \"de la otra\"}");
            assertThat(signals.await("new_message").at("/message/content").asString())
                    .isEqualTo("de la otra");
            signals.send("{\"type\": \"new_message\", \"message\": {\"content\": \"de esta\"}}");
            actions.await(
                    "message", frame -> frame.at("/data/content").asString().equals("de esta"));
        }
    }
}
