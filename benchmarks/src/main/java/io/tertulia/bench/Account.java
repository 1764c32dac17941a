package io.tertulia.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody registered for a measurement. */
record Account(URI gateway, String username, String token) {

    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final JsonMapper JSON = new JsonMapper();

    static Account register(URI gateway) throws IOException, InterruptedException {
        String username = "bench-" + UUID.randomUUID();
        var credentials = Map.of("username", username, "password", UUID.randomUUID().toString());
        post(gateway, "", "/api/v1/auth/register/", credentials);
        JsonNode login = post(gateway, "", "/api/v1/auth/login/", credentials);
        return new Account(gateway, username, login.get("access").asString());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return post(gateway, token, path, body);
    }

    private static JsonNode post(URI gateway, String token, String path, Object body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
