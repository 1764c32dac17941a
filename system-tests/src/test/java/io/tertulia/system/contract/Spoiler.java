package io.tertulia.system.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.system.contract.FuzzRequest.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Does one thing to a good request that is odd, or wrong. */
final class Spoiler {

    private static final String UNKNOWN_ID = "6f1c2d0a-0000-4000-8000-000000000000";

    /** Written as they go on the wire. */
    private static final List<String> BAD_IDS =
            List.of(
                    "123",
                    "CHAT_ID",
                    "%20",
                    "%00",
                    "%F0%9F%92%A9",
                    "..",
                    "%2e%2e",
                    "a%2Fb",
                    "null",
                    "0191f0a0-0000-7000-8000-00000000001",
                    "zzzzzzzz-0000-4000-8000-000000000000",
                    "1-1-1-1-1",
                    "'%20or%20'1'='1",
                    "%7B%22%24ne%22:1%7D",
                    "x".repeat(3_000));

    private static final List<String> BAD_ESCAPES =
            List.of("%", "%zz", "%E0%A4%A", "%C0%AF", "%ED%A0%80");

    private static final List<String> BAD_NUMBERS =
            List.of(
                    "abc",
                    "1.5",
                    "1e3",
                    "99999999999999999999999",
                    "-99999999999",
                    "NaN",
                    "%F0%9F%92%A9",
                    "1,2",
                    "--1");

    private static final List<String> ODD_TEXTS =
            List.of(
                    "",
                    "%00",
                    "%0D%0AX-Injected:%201",
                    "%F0%9F%92%A9",
                    "'%22%3B--",
                    "%24where",
                    ".*",
                    "%5C",
                    "(((((",
                    "%E2%80%AE",
                    "a%CC%81".repeat(200),
                    "x".repeat(5_000));

    private static final List<String> METHODS =
            List.of("GET", "PATCH", "PUT", "DELETE", "POST", "TRACE", "FOO");

    private final RestDocument document;
    private final RandomGenerator random;
    private final BodySpoiler bodies;

    Spoiler(RestDocument document, RandomGenerator random) {
        this.document = document;
        this.random = random;
        this.bodies = new BodySpoiler(random);
    }

    FuzzRequest spoil(FuzzRequest good, World world) {
        var ways = new ArrayList<BiFunction<FuzzRequest, World, FuzzRequest>>();
        ways.add(this::header);
        if (!good.operation().parametersIn("path").isEmpty()) {
            ways.add(this::path);
            ways.add(this::foreignPath);
        }
        if (!good.operation().parametersIn("query").isEmpty()) {
            ways.add(this::query);
            ways.add(this::query);
        }
        JsonNode content = document.requestContent(good.operation());
        if (content != null && content.has(RequestMaker.JSON)) {
            JsonNode schema = document.resolve(content.get(RequestMaker.JSON).get("schema"));
            for (int i = 0; i < 5; i++) {
                ways.add((request, its) -> bodies.spoil(request, schema, document, its));
            }
        } else if (content != null) {
            ways.add(this::multipart);
            ways.add(this::multipart);
        }
        return any(ways).apply(good, world);
    }

    private FuzzRequest path(FuzzRequest good, World world) {
        JsonNode parameter = any(good.operation().parametersIn("path"));
        String name = parameter.get("name").asString();
        boolean escape = random.nextInt(4) == 0;
        String value = escape ? any(BAD_ESCAPES) : any(BAD_IDS);
        // An emoji may be many things; ids are UUIDs.
        boolean isId = !name.equals("emoji");
        return good.withTarget(
                replaced(good, name, value),
                isId || escape ? Expectation.REFUSED : Expectation.ANY,
                name + " in the path");
    }

    private FuzzRequest foreignPath(FuzzRequest good, World world) {
        JsonNode parameter = any(good.operation().parametersIn("path"));
        String name = parameter.get("name").asString();
        String value = random.nextInt(3) == 0 ? UNKNOWN_ID : world.foreign(random);
        return good.withTarget(
                replaced(good, name, value), Expectation.ANY, "a foreign " + name + " in the path");
    }

    private static String replaced(FuzzRequest good, String name, String value) {
        String[] asked = good.target().split("\\?", 2);
        String[] named = good.operation().path().split("/", -1);
        String[] parts = asked[0].split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i < named.length && named[i].equals("{" + name + "}")) {
                parts[i] = value;
            }
        }
        String path = String.join("/", parts);
        return asked.length == 1 ? path : path + "?" + asked[1];
    }

    private FuzzRequest query(FuzzRequest good, World world) {
        JsonNode parameter = any(good.operation().parametersIn("query"));
        String name = parameter.get("name").asString();
        JsonNode schema = document.resolve(parameter.get("schema"));
        boolean isNumber = ValidValues.firstType(schema).equals("integer");
        boolean isText = ValidValues.firstType(schema).equals("string") && !schema.has("format");
        String value = any(isNumber ? BAD_NUMBERS : isText ? ODD_TEXTS : BAD_IDS);
        // A stretch of the log has no pages, and a page has no limit: they are not looked at.
        boolean isIgnored = good.operation().id().equals("listRoomMessages");
        Expectation expected = isText || isIgnored ? Expectation.ANY : Expectation.REFUSED;
        if (random.nextInt(6) == 0) {
            value = any(BAD_ESCAPES);
            expected = Expectation.ANY;
        }
        // First of its name, since that is the one that counts.
        String[] asked = good.target().split("\\?", 2);
        String rest = asked.length == 1 ? "" : "&" + asked[1];
        return good.withTarget(
                "%s?%s=%s%s".formatted(asked[0], name, value, rest),
                expected,
                name + " in the query");
    }

    private FuzzRequest header(FuzzRequest good, World world) {
        var any = Expectation.ANY;
        var refused = good.operation().isPersonal() ? Expectation.REFUSED : Expectation.ANY;
        return switch (random.nextInt(10)) {
            case 0 -> good.withHeader("Authorization", "", refused, Set.of());
            case 1 -> good.withHeader("Authorization", "Bearer nonsense", refused, Set.of());
            case 2 -> good.withHeader("Authorization", "Basic YTpi", refused, Set.of());
            case 3 -> good.withHeader("Accept", "image/png", any, Set.of(406));
            case 4 -> good.withHeader("Accept", "no type at all", any, Set.of(406));
            case 5 -> good.withHeader("Origin", "https://evil.example", any, Set.of());
            case 6 -> good.withHeader("X-HTTP-Method-Override", "DELETE", any, Set.of());
            case 7 -> good.withHeader("Range", "bytes=5-1,-,9999999999-", any, Set.of());
            case 8 -> good.withHeader("X-Long", "x".repeat(20_000), refused, Set.of(400, 431));
            default -> method(good);
        };
    }

    private FuzzRequest method(FuzzRequest good) {
        List<String> named =
                document.operations().stream()
                        .filter(each -> each.path().equals(good.operation().path()))
                        .map(each -> each.method())
                        .toList();
        return good.withMethod(
                any(METHODS.stream().filter(method -> !named.contains(method)).toList()));
    }

    private FuzzRequest multipart(FuzzRequest good, World world) {
        byte[] file = Calls.picture();
        return switch (random.nextInt(4)) {
            case 0 -> good.withBody(Multipart.cut(world.room(), file), Expectation.ANY, "cut off");
            case 1 -> good.withHeader("Content-Type", "text/plain", Expectation.REFUSED, Set.of());
            case 2 ->
                    good.withBody(
                            any(Multipart.bad(world.room(), file)),
                            Expectation.REFUSED,
                            "bad parts");
            default ->
                    good.withBody(
                            any(Multipart.odd(world.room(), file)), Expectation.ANY, "odd parts");
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
