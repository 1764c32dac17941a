package io.tertulia.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
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
public final class Person {

    /** Reads and writes JSON as the product does. */
    public static final JsonMapper JSON = EventJson.mapper();

    public static final String PASSWORD = "correct horse battery staple";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TertuliaProcess tertulia;
    private final JsonNode login;

    /** An answer with its body read as JSON; null where there is none. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        /** The {@code code} of a problem; empty where there is none. */
        public String code() {
            return body.path("code").asString("");
        }

        /** The answer, which must have a status. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "%s answered %d instead of %d: %s"
                                .formatted(raw.request(), status, expected, raw.body()));
            }
            return this;
        }
    }

    private Person(TertuliaProcess tertulia, String username) {
        this.tertulia = tertulia;
        Map<String, String> account =
                Map.of("username", username, "password", PASSWORD, "first_name", username);
        call(tertulia, null, "POST", "/api/v1/auth/register/", account).expect(201);
        login = call(tertulia, null, "POST", "/api/v1/auth/login/", account).expect(200).body();
    }

    /** Registers somebody whose name starts with the prefix, and logs in. */
    public static Person register(TertuliaProcess tertulia, String prefix) {
        return new Person(tertulia, prefix + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    public String username() {
        return user().get("username").asString();
    }

    public String id() {
        return user().get("id").asString();
    }

    /** The person as {@code user} of the contract. */
    public JsonNode user() {
        return login.get("user");
    }

    public String token() {
        return login.get("access").asString();
    }

    public String refreshToken() {
        return login.get("refresh").asString();
    }

    public Answer get(String path) {
        return call(tertulia, token(), "GET", path, null);
    }

    public Answer post(String path) {
        return call(tertulia, token(), "POST", path, null);
    }

    /** Posts something: a text as the JSON that it is, anything else written as JSON. */
    public Answer post(String path, Object body) {
        return call(tertulia, token(), "POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call(tertulia, token(), "PUT", path, body);
    }

    public Answer put(String path) {
        return call(tertulia, token(), "PUT", path, null);
    }

    public Answer patch(String path, Object body) {
        return call(tertulia, token(), "PATCH", path, body);
    }

    public Answer delete(String path) {
        return call(tertulia, token(), "DELETE", path, null);
    }

    /** Creates a public group with the others in it, and gives its id. */
    public String createRoom(String name, Person... others) {
        return createRoom(Map.of("name", name, "participants", names(others)));
    }

    /** Creates a private group with the others in it, and gives its id. */
    public String createPrivateRoom(String name, Person... others) {
        return createRoom(
                Map.of("name", name, "visibility", "private", "participants", names(others)));
    }

    private String createRoom(Map<String, Object> wanted) {
        return post("/api/v1/chat/rooms/", wanted).expect(201).body().get("id").asString();
    }

    /** The room of a direct chat with somebody. */
    public String directChat(Person other) {
        return post("/api/v1/chat/rooms/direct_chat/", Map.of("user_id", other.id()))
                .expect(200)
                .body()
                .get("id")
                .asString();
    }

    /** Sends a message over REST and gives it as it is stored. */
    public JsonNode say(String room, String content) {
        return post("/api/v1/chat/messages/", Map.of("room", room, "content", content))
                .expect(201)
                .body();
    }

    /** Uploads a file to a room. */
    public Answer upload(String room, String name, String type, byte[] content) {
        String boundary = "b" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                """
                --%1$s\r
                Content-Disposition: form-data; name="room"\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%3$s"\r
                Content-Type: %4$s\r
                \r
                """
                        .formatted(boundary, room, name, type)
                        .getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8));
        return send(
                HttpRequest.newBuilder(tertulia.uri("/api/v1/chat/attachments/"))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Opens the room in the default dialect, with the token in the header. */
    public ChatSocket open(String room) {
        return ChatSocket.connect(tertulia.socketUri("/ws/chat/" + room + "/"), token());
    }

    /** Opens the room, asking for all that came after a place in its log. */
    public ChatSocket open(String room, long after) {
        return ChatSocket.connect(
                tertulia.socketUri("/ws/chat/" + room + "/?after=" + after), token());
    }

    /** Opens all rooms on one socket. */
    public ChatSocket openAll() {
        return ChatSocket.connect(tertulia.socketUri("/ws/chat/"), token());
    }

    /** Opens the room as the second seed does: the token in the query. */
    public ChatSocket openSignals(String room) {
        return ChatSocket.connect(
                tertulia.socketUri("/ws/chat/" + room + "/?token=" + token()), null);
    }

    /** A request with or without a token; a text is sent as the JSON that it is. */
    public static Answer call(
            TertuliaProcess tertulia,
            @Nullable String bearer,
            String method,
            String path,
            @Nullable Object body) {
        var request = HttpRequest.newBuilder(tertulia.uri(path));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, publisher(body)));
    }

    /** Sends a request and reads its answer. */
    public static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Person... people) {
        return Arrays.stream(people).map(Person::username).toList();
    }

    private static BodyPublisher publisher(@Nullable Object body) {
        return switch (body) {
            case null -> BodyPublishers.noBody();
            case String text -> BodyPublishers.ofString(text);
            default -> BodyPublishers.ofString(JSON.writeValueAsString(body));
        };
    }

    /** What says that it is JSON must be. */
    private static JsonNode json(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean isJson = type.startsWith("application/") && type.contains("json");
        return JSON.readTree(isJson && !response.body().isEmpty() ? response.body() : "null");
    }
}
