package io.tertulia.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cookies as they were sent. They are not parsed further than names need, so that what remains goes
 * on unchanged.
 */
record CookieHeader(List<String> pairs) {

    static CookieHeader of(List<String> headers) {
        List<String> pairs = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                if (!pair.isBlank()) {
                    pairs.add(pair.strip());
                }
            }
        }
        return new CookieHeader(List.copyOf(pairs));
    }

    /** The first cookie of the name, null where there is none. */
    @Nullable String value(String name) {
        return pairs.stream()
                .filter(pair -> isNamed(pair, name))
                .findFirst()
                .map(pair -> unquoted(pair.substring(pair.indexOf('=') + 1).strip()))
                .orElse(null);
    }

    /** One header with all cookies but these, or none. */
    List<String> without(String name) {
        List<String> rest = pairs.stream().filter(pair -> !isNamed(pair, name)).toList();
        return rest.isEmpty() ? List.of() : List.of(String.join("; ", rest));
    }

    private static boolean isNamed(String pair, String name) {
        int equals = pair.indexOf('=');
        return equals >= 0 && pair.substring(0, equals).strip().equals(name);
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
