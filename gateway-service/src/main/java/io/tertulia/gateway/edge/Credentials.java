package io.tertulia.gateway.edge;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A caller's token, wherever it came: the {@code Authorization} header, else (for WebSockets only,
 * since browsers cannot set a header there) the query, else the cookie. Services get it in the
 * header alone.
 *
 * @param addressWithoutToken the request's address as everybody may see it
 * @param authorization the whole header, null where there is none
 * @param cookies the {@code Cookie} headers that remain
 */
record Credentials(URI addressWithoutToken, @Nullable String authorization, List<String> cookies) {

    private static final String TOKEN = "token";
    private static final String DIALECT = "dialect";
    private static final String COOKIE = "access_token";

    /** RFC 6750's alphabet; anything else is no token and must not become a header. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    static Credentials of(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        var cookies = CookieHeader.of(headers.getOrEmpty(HttpHeaders.COOKIE));
        URI address = request.getURI();
        var query = Query.of(address.getRawQuery());
        String path = address.getRawPath();
        boolean socket = path.startsWith("/ws/");

        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            // What a client says on purpose comes before what a browser sends by itself.
            String told = socket ? query.valueOrEmpty(TOKEN) : "";
            authorization =
                    bearer(
                            told.isEmpty()
                                    ? Objects.requireNonNullElse(cookies.value(COOKIE), "")
                                    : told);
        }
        return new Credentials(
                cleaned(address, query, socket && !offersSubprotocol(headers)),
                authorization,
                cookies.without(COOKIE));
    }

    void applyTo(HttpHeaders headers) {
        if (authorization == null) {
            headers.remove(HttpHeaders.AUTHORIZATION);
        } else {
            headers.set(HttpHeaders.AUTHORIZATION, authorization);
        }
        if (cookies.isEmpty()) {
            headers.remove(HttpHeaders.COOKIE);
        } else {
            headers.put(HttpHeaders.COOKIE, cookies);
        }
    }

    /** Without what must not be read in a log: the token, and what other cookies hold. */
    @Override
    public String toString() {
        return "Credentials[%s, %s, %d cookie headers]"
                .formatted(
                        addressWithoutToken,
                        authorization == null ? "no token" : "a token",
                        cookies.size());
    }

    /**
     * The token goes from every address, also where it is not taken: it would be in logs. A socket
     * client that brings its token so and names no dialect speaks the second one.
     */
    private static URI cleaned(URI address, Query query, boolean mayGetDialect) {
        if (!query.has(TOKEN)) {
            return address;
        }
        Query rest = query.without(TOKEN);
        if (mayGetDialect && !rest.has(DIALECT)) {
            rest = rest.with(DIALECT, "signals");
        }
        String whole = address.toString();
        int end = whole.indexOf('?');
        String front = end < 0 ? whole : whole.substring(0, end);
        return URI.create(rest.isEmpty() ? front : front + "?" + rest);
    }

    private static @Nullable String bearer(String token) {
        return BEARER.matcher(token).matches() ? "Bearer " + token : null;
    }

    private static boolean offersSubprotocol(HttpHeaders headers) {
        return headers.containsHeader("Sec-WebSocket-Protocol");
    }
}
