package io.tertulia.system.contract;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that a schema allows, out of a world in which they mean something. */
final class ValidValues {

    private static final JsonNodeFactory NODES = new JsonMapper().getNodeFactory();
    private static final int LONGEST_ARRAY = 3;
    private static final int LONGEST_TEXT = 40;
    private static final int LARGEST_NUMBER = 5;

    /** Characters that are one after normalisation too, so that a length stays what it is. */
    private static final List<String> CHARACTERS =
            List.of(
                    "a", "Z", "ñ", "é", " ", "1", "\"", "\\", "/", "<b>", "&", "%", "漢", "ع", "👍",
                    "\n", "$", "{", "'", ";", "\u200d", "ß", "İ", "_", ".", "*", "^", "?");

    private final RestDocument document;
    private final RandomGenerator random;

    ValidValues(RestDocument document, RandomGenerator random) {
        this.document = document;
        this.random = random;
    }

    /**
     * A value.
     *
     * @param name of the field or parameter: ids and names are chosen by it
     */
    JsonNode value(String name, JsonNode given, World world) {
        JsonNode schema = document.resolve(given);
        if (schema.has("anyOf") && !schema.has("type")) {
            JsonNode any = schema.get("anyOf");
            return value(name, any.get(isRare() ? any.size() - 1 : 0), world);
        }
        if (schema.has("enum")) {
            JsonNode values = schema.get("enum");
            return values.get(random.nextInt(values.size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, world);
            case "array" -> array(name, schema, world);
            case "integer" -> integer(schema);
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(string(name, schema, world));
        };
    }

    /** The type, or one of them, rarely the last: that is null. */
    static String firstType(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("string");
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() && isRare()
                ? type.get(type.size() - 1).asString()
                : firstType(schema);
    }

    private ObjectNode object(JsonNode schema, World world) {
        ObjectNode made = NODES.objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
                made.set(property.getKey(), value(property.getKey(), property.getValue(), world));
            }
        }
        return made;
    }

    private ArrayNode array(String name, JsonNode schema, World world) {
        ArrayNode made = NODES.arrayNode();
        int least = schema.path("minItems").asInt(0);
        for (int i = random.nextInt(least, LONGEST_ARRAY + 1); i > 0; i--) {
            made.add(value(name, schema.get("items"), world));
        }
        return made;
    }

    private JsonNode integer(JsonNode schema) {
        int least = schema.path("minimum").asInt(-1);
        int most = Math.min(schema.path("maximum").asInt(LARGEST_NUMBER), LARGEST_NUMBER);
        return NODES.numberNode(random.nextInt(least, most + 1));
    }

    private String string(String name, JsonNode schema, World world) {
        String format = schema.path("format").asString("");
        return switch (format.isEmpty() ? name : format) {
            case "uuid", "sender" -> world.own(name, random);
            case "date-time" -> Instant.now().minusSeconds(random.nextInt(1000)).toString();
            case "password" -> "P4ss-" + Long.toHexString(random.nextLong());
            case "q" -> "hola " + Integer.toHexString(random.nextInt());
            // The one before the other, whichever of them there are.
            case "from" -> Instant.now().minusSeconds(random.nextInt(500, 1000)).toString();
            case "to" -> Instant.now().minusSeconds(random.nextInt(400)).toString();
            case "username" -> "u" + Long.toHexString(random.nextLong());
            case "participants" -> world.username();
            case "emoji" -> world.emoji(random);
            case "refresh" -> world.caller().refreshToken();
            default -> text(schema);
        };
    }

    private String text(JsonNode schema) {
        int most = schema.path("maxLength").asInt(LONGEST_TEXT);
        if (most == 0) {
            return "";
        }
        var text = new StringBuilder("x");
        // Now and then exactly as long as may be.
        int length = isRare() ? most : random.nextInt(Math.min(most, LONGEST_TEXT)) + 1;
        while (text.codePointCount(0, text.length()) < length) {
            String next = CHARACTERS.get(random.nextInt(CHARACTERS.size()));
            text.append(length - text.codePointCount(0, text.length()) < 5 ? "y" : next);
        }
        return text.toString();
    }

    private boolean isRare() {
        return random.nextInt(8) == 0;
    }
}
