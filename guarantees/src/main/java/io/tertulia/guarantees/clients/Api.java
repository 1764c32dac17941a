package io.tertulia.guarantees.clients;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** REST, as a client calls it. */
public final class Api {

    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final Endpoints endpoints;

    public Api(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * An answer.
     *
     * @param body null-like where there is none
     */
    public record Answer(int status, JsonNode body) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** Whether the same request may be answered otherwise later. */
        boolean isPassing() {
            return status >= 500 || status == 429 || status == 408;
        }

        /** The problem's code. */
        String code() {
            return body.path("code").asString("");
        }
    }

    Endpoints endpoints() {
        return endpoints;
    }

    HttpClient http() {
        return http;
    }

    /**
     * Calls.
     *
     * @param path under {@code /api/v1}
     * @param body null for none
     * @param token null for nobody's
     * @throws IOException if no answer came
     */
    public Answer call(String method, String path, @Nullable Object body, @Nullable String token)
            throws IOException {
        var request =
                HttpRequest.newBuilder(endpoints.rest(path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            return new Answer(response.statusCode(), JSON.readTree(text.isEmpty() ? "null" : text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (JacksonException e) {
            throw new IOException("the answer is no JSON", e);
        }
    }
}
