package io.tertulia.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody registered for a measurement. */
public record Account(URI gateway, String id, String username, String token) {

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final JsonMapper JSON = new JsonMapper();

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    public static Account register(URI gateway) throws IOException, InterruptedException {
        var stranger = new Account(gateway, "", "", "");
        var credentials = credentials();
        JsonNode user = stranger.post("/api/v1/auth/register/", credentials);
        JsonNode login = stranger.post("/api/v1/auth/login/", credentials);
        return new Account(
                gateway,
                user.get("id").asString(),
                user.get("username").asString(),
                login.get("access").asString());
    }

    /** Registers somebody who never logs in, and gives their id. */
    static String registerOnly(URI gateway) throws IOException, InterruptedException {
        return new Account(gateway, "", "", "")
                .post("/api/v1/auth/register/", credentials())
                .get("id")
                .asString();
    }

    private static Map<String, String> credentials() {
        String username = "bench-" + UUID.randomUUID();
        return Map.of("username", username, "password", UUID.randomUUID().toString());
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    private JsonNode send(String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(LONGEST_ANSWER)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "%s %s answered %d %s"
                            .formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
}
