package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.EventJson;
import io.tertulia.events.User;
import io.tertulia.test.TestIssuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Uploads and downloads as browsers do. */
final class AttachmentClient {

    static final String PATH = "/api/v1/chat/attachments/";
    private static final String BOUNDARY = "----browser";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    AttachmentClient(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** What was answered to an upload. */
    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asString();
        }

        UUID id() {
            return UUID.fromString(text("id"));
        }

        boolean names(String field) {
            return body.path("errors").has(field);
        }
    }

    /** A multipart body, part after part. */
    static final class Form {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Form field(String name, Object value) {
            head("form-data; name=\"%s\"".formatted(name), "text/plain");
            bytes.writeBytes(value.toString().getBytes(UTF_8));
            return end();
        }

        Form file(String name, byte[] content) {
            return file(name, "application/octet-stream", content);
        }

        Form file(String name, String type, byte[] content) {
            head("form-data; name=\"file\"; filename=\"%s\"".formatted(name), type);
            bytes.writeBytes(content);
            return end();
        }

        private void head(String disposition, String type) {
            bytes.writeBytes(
                    "--%s\r\nContent-Disposition: %s\r\nContent-Type: %s\r\n\r\n"
                            .formatted(BOUNDARY, disposition, type)
                            .getBytes(UTF_8));
        }

        private Form end() {
            bytes.writeBytes("\r\n".getBytes(UTF_8));
            return this;
        }

        byte[] unfinished() {
            return bytes.toByteArray();
        }

        byte[] finished() {
            bytes.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
            return unfinished();
        }
    }

    Answer upload(User caller, UUID room, String name, byte[] content) {
        return upload(caller, new Form().field("room", room).file(name, content));
    }

    Answer upload(User caller, Form form) {
        return post(caller, BodyPublishers.ofByteArray(form.finished()));
    }

    Answer post(User caller, BodyPublisher body) {
        return post(caller, "multipart/form-data; boundary=" + BOUNDARY, body);
    }

    Answer post(User caller, String contentType, BodyPublisher body) {
        HttpResponse<byte[]> answer =
                send(request(caller, PATH).header("Content-Type", contentType).POST(body));
        return new Answer(answer.statusCode(), EventJson.mapper().readTree(answer.body()));
    }

    HttpResponse<byte[]> get(User caller, String path, String... headers) {
        return call("GET", caller, path, headers);
    }

    HttpResponse<byte[]> call(String method, User caller, String path, String... headers) {
        HttpRequest.Builder request = request(caller, path).method(method, BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(User caller, String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + TestIssuer.shared().token(caller));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
