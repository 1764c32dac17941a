package io.tertulia.system.contract;

import static io.tertulia.system.contract.Spoiler.utf8;
import static java.nio.charset.StandardCharsets.UTF_16;

import io.tertulia.system.contract.FuzzRequest.Expectation;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Does one thing to the JSON of a good request that is odd, or wrong. */
final class BodySpoiler {

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<byte[]> MALFORMED =
            List.of(
                    utf8(""),
                    utf8("{"),
                    utf8("{\"a\":1,}"),
                    utf8("{'a': 1}"),
                    utf8("{\"a\" 1}"),
                    utf8("{\"content\": NaN}"),
                    utf8("{\"content\": \"\\x\"}"),
                    utf8("{\"content\": \"\\u12\"}"),
                    utf8("{\"content\": \"a\nb\"}"),
                    utf8("[".repeat(5_000)),
                    utf8("{\"a\":".repeat(2_000)),
                    new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'},
                    new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1},
                    utf8("<room/>"));

    private static final List<byte[]> NO_OBJECT =
            List.of(
                    utf8("null"),
                    utf8("[]"),
                    utf8("\"text\""),
                    utf8("1"),
                    utf8("true"),
                    utf8("[{}]"));

    private static final List<String> TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "image/png",
                    "multipart/form-data; boundary=x",
                    "multipart/form-data",
                    "json",
                    "/",
                    "application/json; charset=bogus");

    /** As JSON texts. */
    private static final List<String> ODD_STRINGS =
            List.of(
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800x\"",
                    "\"a\\u0301\\u0301\\u0301\"",
                    "\"\\u202e txet\"",
                    "\"\\ufeff\"",
                    "\"{\\\"$ne\\\": null}\"",
                    "\"<script>alert(1)</script>\"",
                    "\"\\\\..\\\\..\\\\\"");

    private static final List<String> WRONG_TYPES = List.of("{}", "[[]]", "[{}]", "{\"$ne\":1}");

    private static final List<String> SCALARS =
            List.of("1", "-1", "1e400", "123456789012345678901234567890", "true", "0.1", "null");

    private final RandomGenerator random;

    BodySpoiler(RandomGenerator random) {
        this.random = random;
    }

    FuzzRequest spoil(FuzzRequest good, JsonNode schema, RestDocument document, World world) {
        boolean isOptional = good.operation().id().equals("logout");
        return switch (random.nextInt(9)) {
            case 0 -> {
                byte[] body = any(MALFORMED);
                boolean isNothing = body.length == 0 && isOptional;
                yield good.withBody(
                        body, isNothing ? Expectation.ANY : Expectation.REFUSED, "malformed");
            }
            case 1 ->
                    good.withBody(
                            any(NO_OBJECT),
                            isOptional ? Expectation.ANY : Expectation.REFUSED,
                            "no object");
            case 2 -> type(good, isOptional);
            default -> field(good, schema, document, world);
        };
    }

    private FuzzRequest type(FuzzRequest good, boolean isOptional) {
        var expected = isOptional ? Expectation.ANY : Expectation.REFUSED;
        return switch (random.nextInt(4)) {
            case 0 -> good.withHeader("Content-Type", "", expected, Set.of());
            case 1 -> {
                String text = new String(good.body(), java.nio.charset.StandardCharsets.UTF_8);
                yield good.withBody(text.getBytes(UTF_16), Expectation.ANY, "UTF-16");
            }
            default -> good.withHeader("Content-Type", any(TYPES), expected, Set.of());
        };
    }

    private FuzzRequest field(
            FuzzRequest good, JsonNode schema, RestDocument document, World world) {
        var names = List.copyOf(schema.get("properties").propertyNames());
        String name = any(names);
        JsonNode given = document.resolve(schema.get("properties").get(name));
        JsonNode of = given.has("anyOf") ? document.resolve(given.get("anyOf").get(0)) : given;
        boolean isRequired =
                schema.path("required")
                        .valueStream()
                        .anyMatch(each -> each.asString().equals(name));
        return switch (random.nextInt(7)) {
            case 0 -> missing(good, name, isRequired);
            case 1 -> with(good, name, any(WRONG_TYPES), Expectation.REFUSED, "wrong type");
            case 2 -> with(good, name, any(SCALARS), Expectation.ANY, "scalar");
            case 3 -> with(good, name, any(ODD_STRINGS), Expectation.ANY, "odd text");
            case 4 -> excessive(good, name, of);
            case 5 -> foreign(good, name, of, world);
            default -> twice(good, name);
        };
    }

    private FuzzRequest missing(FuzzRequest good, String name, boolean isRequired) {
        ObjectNode body = read(good);
        body.remove(name);
        return good.withBody(
                utf8(body.toString()),
                isRequired ? Expectation.REFUSED : Expectation.ANY,
                "without " + name);
    }

    private FuzzRequest excessive(FuzzRequest good, String name, JsonNode schema) {
        String enormous =
                "\"%s\"".formatted("y".repeat(schema.path("maxLength").asInt(100_000) + 1));
        if (schema.has("maxItems")) {
            String items = "\"x\",".repeat(schema.get("maxItems").asInt() + 1);
            String array = "[%s]".formatted(items.substring(0, items.length() - 1));
            return with(good, name, array, Expectation.REFUSED, "too many");
        }
        boolean isBounded = schema.has("maxLength") || schema.has("enum") || schema.has("format");
        return with(
                good,
                name,
                enormous,
                isBounded ? Expectation.REFUSED : Expectation.ANY,
                "too long");
    }

    private FuzzRequest foreign(FuzzRequest good, String name, JsonNode schema, World world) {
        boolean isList = ValidValues.firstType(schema).equals("array");
        String id = "\"%s\"".formatted(world.foreign(random));
        return with(good, name, isList ? "[" + id + "]" : id, Expectation.ANY, "somebody else's");
    }

    private FuzzRequest twice(FuzzRequest good, String name) {
        String body = read(good).toString();
        String more = "{\"%s\": {}, \"unknown\": [1],".formatted(name);
        return good.withBody(
                utf8(body.equals("{}") ? body : more + body.substring(1)),
                Expectation.ANY,
                name + " twice");
    }

    private FuzzRequest with(
            FuzzRequest good, String name, String json, Expectation expected, String what) {
        ObjectNode body = read(good);
        body.remove(name);
        String rest = body.isEmpty() ? "}" : "," + body.toString().substring(1);
        // By hand: not all of it is JSON that a mapper would write.
        String written = "{\"%s\":%s%s".formatted(name, json, rest);
        return good.withBody(utf8(written), expected, "%s: %s".formatted(name, what));
    }

    private static ObjectNode read(FuzzRequest good) {
        return (ObjectNode) JSON.readTree(good.body());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
