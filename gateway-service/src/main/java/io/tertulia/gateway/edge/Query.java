package io.tertulia.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query, pair by pair as it was sent; what is not taken out goes on byte by byte. */
record Query(List<String> pairs) {

    /**
     * @param raw null where the address has no query
     */
    static Query of(@Nullable String raw) {
        return new Query(
                raw == null
                        ? List.of()
                        : Arrays.stream(raw.split("&", -1)).filter(p -> !p.isEmpty()).toList());
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    boolean has(String name) {
        return pairs.stream().anyMatch(pair -> name(pair).equals(name));
    }

    String valueOrEmpty(String name) {
        return pairs.stream()
                .filter(pair -> name(pair).equals(name) && pair.contains("="))
                .findFirst()
                .map(pair -> decoded(pair.substring(pair.indexOf('=') + 1)))
                .orElse("");
    }

    Query without(String name) {
        return new Query(pairs.stream().filter(pair -> !name(pair).equals(name)).toList());
    }

    Query with(String name, String value) {
        return new Query(Stream.concat(pairs.stream(), Stream.of(name + "=" + value)).toList());
    }

    @Override
    public String toString() {
        return String.join("&", pairs);
    }

    /** Decoded, since whoever reads it later decodes it too. */
    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return decoded(equals < 0 ? pair : pair.substring(0, equals));
    }

    /** Cannot fail on a query that came out of a {@link java.net.URI}: its escapes are whole. */
    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
