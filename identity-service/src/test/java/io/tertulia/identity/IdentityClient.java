package io.tertulia.identity;

import io.tertulia.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as a client does. */
public final class IdentityClient {

    public static final String PASSWORD = "a quiet harbour";

    private static final JsonMapper JSON = EventJson.mapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private IdentityClient(String base) {
        this.base = base;
    }

    /** A client of the service that runs in this environment. */
    static IdentityClient of(Environment service) {
        return new IdentityClient(
                "http://127.0.0.1:" + service.getRequiredProperty("local.server.port"));
    }

    public String base() {
        return base;
    }

    /** A username that nobody has yet. */
    public static String freshName(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public Answer register(String username) {
        return post("/register/", Map.of("username", username, "password", PASSWORD));
    }

    public Answer login(String username) {
        return login(username, PASSWORD, "192.0.2.1");
    }

    public Answer login(String username, String password, String address) {
        return postText(
                "/login/",
                json(Map.of("username", username, "password", password)),
                "X-Forwarded-For",
                address);
    }

    public Answer refresh(String token) {
        return post("/refresh/", Map.of("refresh", token));
    }

    public Answer post(String path, Object body) {
        return postText(path, json(body));
    }

    /** Posts to a path below {@code /api/v1/auth}; headers are names and values in turn. */
    public Answer postText(String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1/auth" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Posts nothing at all, without a content type. */
    public Answer postEmpty(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1/auth" + path))
                        .POST(BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    public Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object body) {
        return JSON.writeValueAsString(body);
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode body() {
            return JSON.readTree(response.body());
        }

        /** A text field of the body, by JSON pointer. */
        public String text(String pointer) {
            return body().at(pointer).asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
