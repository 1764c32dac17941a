package io.tertulia.gateway.edge;

import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The name under which one request is found in all logs. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    /** Nothing that could break a log line or fill it. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    /** The caller's own id if it is sane, else a new one. */
    static String of(ServerHttpRequest request) {
        String given = request.getHeaders().getFirst(HEADER);
        return given != null && SANE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
