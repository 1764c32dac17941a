package io.tertulia.realtime.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.tertulia.realtime.protocol.Dialect;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it opens a socket.
 *
 * @param room null for all rooms on one socket
 * @param token not yet verified
 * @param after the last place of the room's log that the client knows, if it says one
 * @param origin where a browser's page comes from; null for other clients
 */
record UpgradeRequest(
        @Nullable UUID room,
        String token,
        Dialect dialect,
        OptionalLong after,
        @Nullable String origin) {

    private static final Pattern PATH = Pattern.compile("/ws/chat(?:/([^/]+))?/?");
    private static final int UUID_LENGTH = 36;
    private static final int MOST_PARAMETERS = 16;
    private static final String COOKIE = "access_token";
    private static final String BEARER = "bearer ";
    private static final String VERSION = "13";

    /**
     * Reads a request.
     *
     * @throws Refused if it is for no room, no upgrade, without token, or its query is wrong
     */
    static UpgradeRequest of(HttpRequest request) throws Refused {
        QueryStringDecoder uri =
                new QueryStringDecoder(request.uri(), UTF_8, true, MOST_PARAMETERS);
        Query query = Query.of(uri);
        UUID room = room(path(uri));
        checkIsUpgrade(request);
        return new UpgradeRequest(
                room,
                token(request.headers(), query),
                dialect(request.headers(), query),
                after(room, query),
                request.headers().get(HttpHeaderNames.ORIGIN));
    }

    private static String path(QueryStringDecoder uri) throws Refused {
        try {
            return uri.path();
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("invalid", "The address is not well-formed.");
        }
    }

    private static @Nullable UUID room(String path) throws Refused {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw Refused.notFound("There is no such address.");
        }
        String room = matcher.group(1);
        if (room == null) {
            return null;
        }
        if (room.length() != UUID_LENGTH) {
            throw Refused.notFound("There is no such room.");
        }
        try {
            return UUID.fromString(room);
        } catch (IllegalArgumentException e) {
            throw Refused.notFound("There is no such room.");
        }
    }

    /** A place is one room's: where there are many, the client fetches what it missed of each. */
    private static OptionalLong after(@Nullable UUID room, Query query) throws Refused {
        OptionalLong after = query.after();
        if (room == null && after.isPresent()) {
            throw Refused.badRequest(
                    "invalid",
                    "after: belongs to one room. Open this socket without it, and for each room"
                            + " whose last_seq in ready is higher than yours fetch"
                            + " /api/v1/chat/rooms/{room}/changes/?after=<yours>.");
        }
        return after;
    }

    private static void checkIsUpgrade(HttpRequest request) throws Refused {
        HttpHeaders headers = request.headers();
        boolean isUpgrade =
                request.method().equals(HttpMethod.GET)
                        && headers.containsValue(
                                HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                        && headers.containsValue(
                                HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                        && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (!isUpgrade) {
            throw Refused.badRequest("not_an_upgrade", "This address is for WebSockets.");
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            throw Refused.badRequest("not_an_upgrade", "Only WebSocket version 13 is spoken.");
        }
    }

    /** What is said on purpose comes before the cookie, which a browser sends by itself. */
    private static String token(HttpHeaders headers, Query query) throws Refused {
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String asked = query.get("token");
        if (asked != null) {
            return asked;
        }
        for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.LAX.decode(header)) {
                if (cookie.name().equals(COOKIE)) {
                    return cookie.value();
                }
            }
        }
        throw Refused.unauthorized(
                "A token is needed: as Authorization: Bearer, as cookie, or as ?token=.");
    }

    private static Dialect dialect(HttpHeaders headers, Query query) throws Refused {
        for (String name : headers.getAllAsString(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (String one : name.split(",", MOST_PARAMETERS)) {
                var chosen = Dialect.ofSubprotocol(one.strip());
                if (chosen.isPresent()) {
                    return chosen.get();
                }
            }
        }
        String asked = query.get("dialect");
        if (asked != null) {
            return Dialect.ofQuery(asked)
                    .orElseThrow(
                            () -> Refused.badRequest("invalid", "dialect: actions or signals."));
        }
        return query.get("token") == null ? Dialect.ACTIONS : Dialect.SIGNALS;
    }

    /** Without the token: texts end up in logs. */
    @Override
    public String toString() {
        return "UpgradeRequest[room=%s, dialect=%s, after=%s, origin=%s]"
                .formatted(room, dialect, after, origin);
    }

    /** The parameters, of which the first of a name counts. */
    private record Query(Map<String, List<String>> parameters) {

        static Query of(QueryStringDecoder uri) throws Refused {
            try {
                return new Query(uri.parameters());
            } catch (IllegalArgumentException e) {
                throw Refused.badRequest("invalid", "The query is not well-formed.");
            }
        }

        @Nullable String get(String name) {
            List<String> values = parameters.get(name);
            return values == null ? null : values.getFirst();
        }

        OptionalLong after() throws Refused {
            String text = get("after");
            if (text == null) {
                return OptionalLong.empty();
            }
            try {
                long after = Long.parseLong(text);
                if (after >= 0) {
                    return OptionalLong.of(after);
                }
            } catch (NumberFormatException e) {
                throw wrongAfter();
            }
            throw wrongAfter();
        }

        private static Refused wrongAfter() {
            return Refused.badRequest("invalid", "after: a number from 0.");
        }
    }
}
