package io.tertulia.system.contract;

import io.tertulia.system.contract.RestDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares an answer with what the document says of it. */
final class AnswerCheck {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Integer> PASSING = Set.of(429, 503);

    private final RestDocument document;
    private final Set<String> codes;

    AnswerCheck(RestDocument document) {
        this.document = document;
        this.codes =
                document.root()
                        .at("/components/schemas/ProblemCode/x-extensible-enum")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * An answer as it came.
     *
     * @param headers by their lower-case names, each with its first value
     */
    record Seen(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** What is wrong with an answer; empty if nothing is. */
    List<String> objections(Operation operation, Seen answer) {
        JsonNode response = document.response(operation, answer.status());
        if (response == null) {
            return List.of("the status %d is not documented".formatted(answer.status()));
        }
        var wrong = new ArrayList<String>();
        // What is no HTTP request gets no id.
        if (answer.status() != 400 && answer.header("x-request-id").isEmpty()) {
            wrong.add("X-Request-Id is missing");
        }
        if (PASSING.contains(answer.status()) && answer.header("retry-after").isEmpty()) {
            wrong.add("Retry-After is missing");
        }
        wrong.addAll(content(response.get("content"), answer));
        return wrong;
    }

    /** What is wrong with an answer that must be a problem, whatever the operation. */
    List<String> problemObjections(Seen answer) {
        JsonNode content = document.root().at("/components/responses/Problem/content");
        return content(content, answer);
    }

    private List<String> content(@Nullable JsonNode content, Seen answer) {
        if (content == null) {
            return answer.body().isEmpty() ? List.of() : List.of("there is a body");
        }
        if (content.has("*/*")) {
            return List.of();
        }
        String type = answer.header("content-type").split(";", -1)[0];
        if (!content.has(type)) {
            return List.of("the content type is '%s'".formatted(type));
        }
        try {
            JsonNode body = JSON.readTree(answer.body());
            String pointer = RestDocument.pointer(content.get(type).get("schema"));
            return body(pointer, body, answer.status());
        } catch (JacksonException e) {
            return List.of("the body is no JSON: " + e.getOriginalMessage());
        }
    }

    private List<String> body(String pointer, JsonNode body, int status) {
        var wrong = new ArrayList<>(document.schemas().errors(pointer, body));
        document.schemas().undocumented(pointer, body).stream()
                .map("%s is not documented"::formatted)
                .forEach(wrong::add);
        if (pointer.endsWith("/Problem")) {
            if (!codes.contains(body.path("code").asString(""))) {
                wrong.add("the code is not documented");
            }
            if (body.path("status").asInt(0) != status) {
                wrong.add("the body names another status");
            }
        }
        return wrong;
    }
}
