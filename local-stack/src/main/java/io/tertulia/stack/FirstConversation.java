package io.tertulia.stack;

import io.tertulia.events.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One person registers, opens a room and talks to it, so that the JVM has loaded what a start and a
 * first message need when it writes its AOT cache.
 */
final class FirstConversation {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = EventJson.mapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    FirstConversation(int port) {
        this.port = port;
    }

    /** Holds the conversation; throws where any of it fails. */
    void hold() throws IOException, InterruptedException {
        var account =
                Map.of("username", "first-" + UUID.randomUUID(), "password", UUID.randomUUID());
        call("POST", "/api/v1/auth/register/", account, "");
        String token = call("POST", "/api/v1/auth/login/", account, "").get("access").asString();
        String room =
                call(
                                "POST",
                                "/api/v1/chat/rooms/",
                                Map.of("name", "First", "room_type", "group"),
                                token)
                        .get("id")
                        .asString();
        call("POST", "/api/v1/chat/messages/", Map.of("room", room, "content", "Hello"), token);
        call("GET", "/api/v1/chat/rooms/", null, token);
        call("GET", "/api/v1/chat/rooms/%s/messages/".formatted(room), null, token);
        call("GET", "/api/v1/chat/online-status/", null, token);
        talk(room, token);
    }

    private JsonNode call(String method, String path, @Nullable Object body, String token)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "%s %s answered %d %s"
                            .formatted(method, path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private void talk(String room, String token) {
        var acknowledged = new CompletableFuture<@Nullable Void>();
        WebSocket socket =
                http.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + token)
                        .connectTimeout(PATIENCE)
                        .buildAsync(
                                URI.create("ws://127.0.0.1:%d/ws/chat/%s/".formatted(port, room)),
                                new WebSocket.Listener() {
                                    @Override
                                    public @Nullable CompletionStage<?> onText(
                                            WebSocket webSocket, CharSequence data, boolean last) {
                                        if (data.toString().contains("\"ack\"")) {
                                            acknowledged.complete(null);
                                        }
                                        webSocket.request(1);
                                        return null;
                                    }
                                })
                        .join();
        socket.sendText(
                        JSON.writeValueAsString(
                                Map.of("action", "send_message", "content", "Hello again")),
                        true)
                .join();
        acknowledged.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
