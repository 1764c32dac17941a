package io.tertulia.system;

import io.tertulia.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with an account, using the product over HTTP and WebSocket. */
final class Person {

    static final JsonMapper JSON = EventJson.mapper();

    private static final String PASSWORD = "correct horse battery staple";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TertuliaProcess tertulia;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String username;
    private final String id;
    private final String token;

    /** An answer with its body read as JSON; null where there is none. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

    private Person(TertuliaProcess tertulia, String username) {
        this.tertulia = tertulia;
        this.username = username;
        Map<String, String> account =
                Map.of("username", username, "password", PASSWORD, "first_name", username);
        Answer registered = call(null, "POST", "/api/v1/auth/register/", account);
        if (registered.status() != 201) {
            throw new AssertionError("registering answered " + registered);
        }
        Answer login = call(null, "POST", "/api/v1/auth/login/", account);
        id = login.body().at("/user/id").asString();
        token = login.body().at("/access").asString();
    }

    /** Registers somebody whose name starts with the prefix, and logs in. */
    static Person register(TertuliaProcess tertulia, String prefix) {
        return new Person(tertulia, prefix + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    String username() {
        return username;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    Answer get(String path) {
        return call(token, "GET", path, null);
    }

    Answer post(String path, Object body) {
        return call(token, "POST", path, body);
    }

    Answer put(String path, Object body) {
        return call(token, "PUT", path, body);
    }

    Answer delete(String path) {
        return call(token, "DELETE", path, null);
    }

    /** Creates a group with the others in it, and gives its id. */
    String createRoom(String name, Person... others) {
        List<String> names = Arrays.stream(others).map(Person::username).toList();
        Answer created =
                post(
                        "/api/v1/chat/rooms/",
                        Map.of("name", name, "room_type", "group", "participants", names));
        if (created.status() != 201) {
            throw new AssertionError("creating a room answered " + created);
        }
        return created.body().get("id").asString();
    }

    /** Opens the room in the default dialect, with the token in the header. */
    ChatSocket open(String room) {
        return ChatSocket.connect(tertulia.socketUri("/ws/chat/" + room + "/"), token);
    }

    /** Opens the room, asking for all that came after a place in its log. */
    ChatSocket open(String room, long after) {
        return ChatSocket.connect(
                tertulia.socketUri("/ws/chat/" + room + "/?after=" + after), token);
    }

    /** Opens the room as the second seed does: the token in the query. */
    ChatSocket openSignals(String room) {
        return ChatSocket.connect(
                tertulia.socketUri("/ws/chat/" + room + "/?token=" + token), null);
    }

    private Answer call(
            @Nullable String bearer, String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(tertulia.uri(path)).timeout(PATIENCE);
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            JsonNode json = JSON.readTree(text.isEmpty() ? "null" : text);
            return new Answer(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
