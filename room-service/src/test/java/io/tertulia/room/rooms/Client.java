package io.tertulia.room.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.EventJson;
import io.tertulia.events.User;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a token, and what they can do through HTTP. */
final class Client {

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ROOMS = "/api/v1/chat/rooms";

    private final int port;
    private final User user;
    private final String token;

    private Client(int port, User user, String token) {
        this.port = port;
        this.user = user;
        this.token = token;
    }

    /** Somebody new, whom the directory knows. */
    static Client introduced(int port, String name) {
        Client client = of(port, People.someone(name));
        client.get("/api/v1/chat/users/me/").hasStatus(200);
        return client;
    }

    /** Somebody with a token, who has not called yet. */
    static Client of(int port, User user) {
        return new Client(port, user, TestIssuer.shared().token(user));
    }

    Client withToken(String other) {
        return new Client(port, user, other);
    }

    User user() {
        return user;
    }

    UUID id() {
        return user.id();
    }

    String token() {
        return token;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, MAPPER.writeValueAsString(body));
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, MAPPER.writeValueAsString(body));
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** A public group with some people; its id. */
    UUID group(String name, Client... others) {
        var ids = List.of(others).stream().map(Client::id).toList();
        return post(ROOMS, Map.of("name", name, "room_type", "group", "participant_ids", ids))
                .hasStatus(201)
                .id();
    }

    UUID privateGroup(String name, Client... others) {
        var ids = List.of(others).stream().map(Client::id).toList();
        return post(ROOMS, Map.of("name", name, "visibility", "private", "participant_ids", ids))
                .hasStatus(201)
                .id();
    }

    Answer direct(Client other) {
        return post(ROOMS + "/direct_chat/", Map.of("user_id", other.id()));
    }

    Answer room(UUID room) {
        return get(ROOMS + "/" + room + "/");
    }

    Answer join(UUID room) {
        return send("POST", ROOMS + "/" + room + "/join/", null);
    }

    Answer leave(UUID room) {
        return send("POST", ROOMS + "/" + room + "/leave/", null);
    }

    List<UUID> roomIds() {
        return get(ROOMS + "/").hasStatus(200).results().stream()
                .map(room -> UUID.fromString(room.get("id").asString()))
                .toList();
    }

    Answer send(String method, String path, @Nullable String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return Answer.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<String> response, JsonNode body) {

        static Answer of(HttpResponse<String> response) {
            String text = response.body();
            return new Answer(response, MAPPER.readTree(text.isEmpty() ? "null" : text));
        }

        Answer hasStatus(int status) {
            assertThat(response.statusCode())
                    .as("%s → %s", response.request().uri(), response.body())
                    .isEqualTo(status);
            return this;
        }

        /** A problem with a status and a code. */
        Answer isProblem(int status, String code) {
            hasStatus(status);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(body.get("code").asString()).isEqualTo(code);
            assertThat(body.get("detail").asString()).isNotEmpty();
            return this;
        }

        /** A problem with the input, whose errors name a field and say something. */
        Answer refuses(String field, String words) {
            isProblem(400, "invalid");
            JsonNode messages = body.get("errors").get(field);
            assertThat(messages).as("errors of %s in %s", field, body).isNotNull();
            assertThat(messages.toString()).contains(words);
            return this;
        }

        UUID id() {
            return UUID.fromString(body.get("id").asString());
        }

        JsonNode get(String field) {
            return body.get(field);
        }

        String text(String field) {
            return body.get(field).asString();
        }

        List<JsonNode> results() {
            return body.get("results").valueStream().toList();
        }

        List<String> usernames(String field) {
            return body.get(field)
                    .valueStream()
                    .map(user -> user.get("username").asString())
                    .toList();
        }
    }
}
