package io.tertulia.system.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.system.contract.FuzzRequest.Expectation;
import io.tertulia.system.contract.RestDocument.Operation;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Makes requests that the document allows. */
final class RequestMaker {

    static final String JSON = "application/json";

    private static final Set<String> LOGINS = Set.of("login");

    /** Fields whose value may be well-formed and still not fit the rest of the request. */
    private static final Set<String> DELICATE = Set.of("reply_to_id", "attachment_id", "user_ids");

    private final RestDocument document;
    private final RandomGenerator random;
    private final ValidValues values;

    RequestMaker(RestDocument document, RandomGenerator random) {
        this.document = document;
        this.random = random;
        this.values = new ValidValues(document, random);
    }

    FuzzRequest make(Operation operation, World world) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + world.caller().token());
        byte[] body = {};
        boolean isSure = true;
        JsonNode content = document.requestContent(operation);
        if (content != null && content.has(JSON)) {
            JsonNode made = body(operation, content.get(JSON).get("schema"), world);
            isSure = DELICATE.stream().noneMatch(made::hasNonNull) && !isEmpty(operation, made);
            headers.put("Content-Type", JSON);
            body = made.toString().getBytes(UTF_8);
        } else if (content != null) {
            headers.put("Content-Type", Multipart.TYPE);
            body = Multipart.of(world.room(), Calls.picture());
        }
        return new FuzzRequest(
                operation,
                operation.method(),
                path(operation, world) + query(operation, world),
                headers,
                new String(body, ISO_8859_1),
                isSure && isSure(operation) ? Expectation.WELL_FORMED : Expectation.ANY,
                Set.of(),
                FuzzRequest.GOOD);
    }

    /** A direct chat may be asked for with oneself, or with nobody: the form does not tell. */
    private static boolean isSure(Operation operation) {
        return !Set.of("directChat", "register").contains(operation.id());
    }

    /** Only a message with an attachment may say nothing. */
    private static boolean isEmpty(Operation operation, JsonNode body) {
        return operation.id().equals("sendMessage") && body.path("content").asString("").isEmpty();
    }

    private JsonNode body(Operation operation, JsonNode schema, World world) {
        if (LOGINS.contains(operation.id()) && random.nextInt(4) != 0) {
            return new tools.jackson.databind.json.JsonMapper().valueToTree(world.credentials());
        }
        return values.value(operation.id(), schema, world);
    }

    private String path(Operation operation, World world) {
        String path = operation.path();
        for (JsonNode parameter : operation.parametersIn("path")) {
            String name = parameter.get("name").asString();
            String value = values.value(name, parameter.get("schema"), world).asString();
            path = path.replace("{" + name + "}", encoded(value));
        }
        return random.nextInt(4) == 0 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    private String query(Operation operation, World world) {
        Map<String, String> query = new LinkedHashMap<>();
        for (JsonNode parameter : operation.parametersIn("query")) {
            String name = parameter.get("name").asString();
            boolean excluded = name.equals("after_seq") && query.containsKey("before_seq");
            boolean wanted = parameter.path("required").asBoolean(false) || random.nextInt(3) == 0;
            if (wanted && !excluded) {
                JsonNode schema = parameter.get("schema");
                query.put(name, written(values.value(name, schema, world)));
            }
        }
        return written(query);
    }

    private static String written(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : encoded(value.asString());
    }

    private static String written(Map<String, String> query) {
        var text = new StringBuilder();
        query.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(value));
        return text.toString();
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
