package io.tertulia.system.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docs/openapi.yaml}, read. */
final class RestDocument {

    static final Path FILE = Path.of("..", "docs", "openapi.yaml");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final RestDocument READ = new RestDocument(new YAMLMapper().readTree(FILE));

    private final JsonNode root;
    private final Schemas schemas;

    private RestDocument(JsonNode root) {
        this.root = root;
        this.schemas = new Schemas(root);
    }

    static RestDocument get() {
        return READ;
    }

    /**
     * One method at one path.
     *
     * @param parameters all of them, resolved
     */
    record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {

        String id() {
            return node.get("operationId").asString();
        }

        /** Whether it needs a token. */
        boolean isPersonal() {
            return !node.has("security");
        }

        /** The statuses that it names. */
        Set<String> statuses() {
            return Set.copyOf(node.get("responses").propertyNames());
        }

        List<JsonNode> parametersIn(String place) {
            return parameters.stream()
                    .filter(each -> each.get("in").asString().equals(place))
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    JsonNode root() {
        return root;
    }

    Schemas schemas() {
        return schemas;
    }

    List<Operation> operations() {
        return root.get("paths").properties().stream()
                .flatMap(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(each -> METHODS.contains(each.getKey()))
                                        .map(
                                                each ->
                                                        operation(
                                                                path.getKey(),
                                                                path.getValue(),
                                                                each.getKey(),
                                                                each.getValue())))
                .toList();
    }

    Operation operation(String id) {
        return operations().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode node) {
        List<JsonNode> parameters =
                Stream.concat(
                                item.path("parameters").valueStream(),
                                node.path("parameters").valueStream())
                        .map(this::resolve)
                        .toList();
        return new Operation(method.toUpperCase(Locale.ROOT), path, node, parameters);
    }

    /** What a reference refers to; anything else as it is. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(root.at(pointer(node))) : node;
    }

    /** Where a reference refers to. */
    static String pointer(JsonNode reference) {
        return reference.get("$ref").asString().substring(1);
    }

    /** The answer that an operation names for a status; null if it names none. */
    @Nullable JsonNode response(Operation operation, int status) {
        JsonNode named = operation.node().get("responses").get(Integer.toString(status));
        return named == null ? null : resolve(named);
    }

    /** The media types and schemas of an operation's body; null if it takes none. */
    @Nullable JsonNode requestContent(Operation operation) {
        JsonNode body = operation.node().get("requestBody");
        return body == null ? null : resolve(body).get("content");
    }

    /** Every reference of the document. */
    List<String> references() {
        var found = new ArrayList<String>();
        root.findValues("$ref").forEach(each -> found.add(each.asString()));
        return found;
    }
}
