package io.tertulia.system.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.system.contract.RestDocument.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A generated request.
 *
 * @param target path and query as they go on the wire
 * @param octets the body, a character for each byte
 * @param expectation what the answer must be like
 * @param tolerated statuses of the HTTP layer that what was done to the request may bring
 * @param story what was done to it
 */
record FuzzRequest(
        Operation operation,
        String method,
        String target,
        Map<String, String> headers,
        String octets,
        Expectation expectation,
        Set<Integer> tolerated,
        String story) {

    static final String GOOD = "as it should be";

    private static final int MOST_SHOWN = 300;

    enum Expectation {
        /** It is well-formed: whatever becomes of it, its form is not what is wrong. */
        WELL_FORMED,
        /** It is not: it must be refused. */
        REFUSED,
        /** It may be one or the other. */
        ANY
    }

    FuzzRequest {
        headers = new LinkedHashMap<>(headers);
    }

    FuzzRequest withTarget(String another, Expectation expected, String what) {
        return new FuzzRequest(
                operation, method, another, headers, octets, expected, tolerated, what);
    }

    FuzzRequest withBody(byte[] another, Expectation expected, String what) {
        String changed = new String(another, ISO_8859_1);
        return new FuzzRequest(
                operation, method, target, headers, changed, expected, tolerated, what);
    }

    /** With a header, or without it where the value is empty. */
    FuzzRequest withHeader(String name, String value, Expectation expected, Set<Integer> may) {
        var changed = new LinkedHashMap<>(headers);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        String what = "%s: %s".formatted(name, shortened(value));
        return new FuzzRequest(operation, method, target, changed, octets, expected, may, what);
    }

    FuzzRequest withMethod(String another) {
        return new FuzzRequest(
                operation,
                another,
                target,
                headers,
                octets,
                Expectation.REFUSED,
                Set.of(404, 405),
                "the method");
    }

    /** Whether it is as the document wants it. */
    boolean isUnspoiled() {
        return story.equals(GOOD);
    }

    byte[] body() {
        return octets.getBytes(ISO_8859_1);
    }

    String head() {
        String lines =
                headers.entrySet().stream()
                        .map(header -> "\r\n%s: %s".formatted(header.getKey(), header.getValue()))
                        .collect(Collectors.joining());
        return "%s %s HTTP/1.1%s".formatted(method, target, lines);
    }

    @Override
    public String toString() {
        String type = headers.getOrDefault("Content-Type", "none");
        return "%s (%s)\n  %s %s\n  Content-Type: %s\n  %s"
                .formatted(
                        operation.id(),
                        story,
                        method,
                        shortened(target),
                        type,
                        shortened(new String(body(), UTF_8)));
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN
                ? text
                : "%s… (%d)".formatted(text.substring(0, MOST_SHOWN), text.length());
    }
}
