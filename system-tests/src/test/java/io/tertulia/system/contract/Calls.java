package io.tertulia.system.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.system.Person;
import io.tertulia.system.TertuliaProcess;
import io.tertulia.system.contract.RestDocument.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plainest well-formed request of each operation. */
final class Calls {

    private static final String BOUNDARY = "the-boundary";
    private static final String PICTURE = "picture.gif";

    /** One transparent pixel. */
    private static final byte[] GIF =
            java.util.HexFormat.of()
                    .parseHex(
                            "47494638396101000100800000000000ffffff21f90401000000002c000000000100"
                                    + "010000020144003b");

    private final TertuliaProcess tertulia;

    Calls(TertuliaProcess tertulia) {
        this.tertulia = tertulia;
    }

    /**
     * What a request is about.
     *
     * @param other somebody who does not take part yet
     */
    record Subject(String room, String message, String attachment, String member, String other) {}

    /** Makes the request, with a token or without. */
    Person.Answer call(Operation operation, Subject subject, @Nullable String token) {
        var request = HttpRequest.newBuilder(tertulia.uri(address(operation, subject)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (operation.id().equals("upload")) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(BodyPublishers.ofByteArray(multipart(subject.room())));
        } else if (operation.node().has("requestBody")) {
            request.header("Content-Type", "application/json")
                    .method(
                            operation.method(),
                            BodyPublishers.ofString(body(operation.id(), subject)));
        } else {
            request.method(operation.method(), BodyPublishers.noBody());
        }
        return Person.send(request);
    }

    /** The answer as {@link AnswerCheck} takes it. */
    static AnswerCheck.Seen seen(Person.Answer answer) {
        Map<String, String> headers = new HashMap<>();
        answer.raw()
                .headers()
                .map()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new AnswerCheck.Seen(answer.status(), headers, answer.raw().body());
    }

    /** A picture small enough for every limit. */
    static byte[] picture() {
        return GIF.clone();
    }

    private static String address(Operation operation, Subject subject) {
        String path =
                operation
                        .path()
                        .replace("{room_id}", subject.room())
                        .replace("{message_id}", subject.message())
                        .replace("{attachment_id}", subject.attachment())
                        .replace("{user_id}", subject.member())
                        .replace("{emoji}", "%F0%9F%91%8D");
        return switch (operation.id()) {
            case "listMessages" -> path + "?room=" + subject.room();
            case "listMyReactions" -> path + "?message_ids=" + subject.message();
            case "searchMessages" -> path + "?q=hola&room=" + subject.room();
            default -> path;
        };
    }

    private static String body(String operation, Subject subject) {
        return switch (operation) {
            case "createRoom" -> "{\"name\": \"x\"}";
            case "editRoom" -> "{\"description\": \"otra\"}";
            case "directChat" -> "{\"user_id\": \"%s\"}".formatted(subject.other());
            case "addParticipants" -> "{\"user_ids\": [\"%s\"]}".formatted(subject.other());
            case "changeRole" -> "{\"role\": \"admin\"}";
            case "sendMessage" ->
                    "{\"room\": \"%s\", \"content\": \"hola\"}".formatted(subject.room());
            case "editMessage", "patchMessage" -> "{\"content\": \"otro\"}";
            case "markRead" -> "{\"message_ids\": [\"%s\"]}".formatted(subject.message());
            default -> "{}";
        };
    }

    private static byte[] multipart(String room) {
        var body = new java.io.ByteArrayOutputStream();
        body.writeBytes(
                """
                --%1$s\r
                Content-Disposition: form-data; name="room"\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%3$s"\r
                Content-Type: image/gif\r
                \r
                """
                        .formatted(BOUNDARY, room, PICTURE)
                        .getBytes(UTF_8));
        body.writeBytes(GIF);
        body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
        return body.toByteArray();
    }
}
