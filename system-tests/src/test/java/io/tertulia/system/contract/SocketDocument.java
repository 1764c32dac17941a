package io.tertulia.system.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docs/asyncapi.yaml}, read. */
final class SocketDocument {

    static final Path FILE = Path.of("..", "docs", "asyncapi.yaml");

    private static final Path SCHEMAS = Path.of("..", "docs", "schemas");
    private static final SocketDocument READ = new SocketDocument();

    private final JsonNode root = new YAMLMapper().readTree(FILE);
    private final Schemas schemas = new Schemas(root, others());

    private SocketDocument() {}

    static SocketDocument get() {
        return READ;
    }

    JsonNode root() {
        return root;
    }

    Schemas schemas() {
        return schemas;
    }

    /** Where the messages of an operation are defined. */
    List<String> messages(String operation) {
        JsonNode all = root.get("operations").get(operation).get("messages");
        return all.valueStream()
                .map(RestDocument::pointer)
                .map(inChannel -> RestDocument.pointer(root.at(inChannel)))
                .toList();
    }

    /** The values of {@code type} or {@code action} by which a message is known. */
    List<String> types(String message) {
        JsonNode payload = root.at(message + "/payload");
        JsonNode fields = payload.path("allOf").path(0).path("properties");
        JsonNode properties = payload.has("properties") ? payload.get("properties") : fields;
        JsonNode known =
                properties.has("action") ? properties.get("action") : properties.get("type");
        return known.has("const")
                ? List.of(known.get("const").asString())
                : known.get("enum").valueStream().map(JsonNode::asString).toList();
    }

    /** What is wrong with a frame that was shown by an operation; empty if nothing is. */
    List<String> objections(String operation, JsonNode frame) {
        String type = frame.path("type").asString("");
        var wrong = new ArrayList<String>();
        for (String message : messages(operation)) {
            if (types(message).contains(type)) {
                wrong.addAll(schemas.errors(message + "/payload", frame));
                schemas.undocumented(message + "/payload", frame).stream()
                        .map("%s is not documented"::formatted)
                        .forEach(wrong::add);
                return wrong;
            }
        }
        return List.of("the type is not documented: " + frame);
    }

    private static Map<String, JsonNode> others() {
        Map<String, JsonNode> found = new HashMap<>();
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            files.forEach(
                    file ->
                            found.put(
                                    file.getFileName().toString(),
                                    new JsonMapper().readTree(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
