package io.tertulia.gateway.sockets;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.tertulia.gateway.problems.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What the realtime service answered instead of 101, as our answer to the client. */
final class HandshakeRefusal {

    private static final int LONGEST_DIGITS = 6;

    private HandshakeRefusal() {}

    static Refusal from(WebSocketClientHandshakeException e) {
        HttpResponse answer = e.response();
        HttpStatus status = answer == null ? null : HttpStatus.resolve(answer.status().code());
        if (answer == null || status == null) {
            return Refusal.unavailable("The realtime service broke off; try again.");
        }
        Duration retryAfter = seconds(answer.headers().get(HttpHeaders.RETRY_AFTER));
        return switch (status) {
            case UNAUTHORIZED -> Refusal.unauthorized();
            case FORBIDDEN ->
                    Refusal.of(status, "You do not take part in this room, or may not connect.");
            case NOT_FOUND -> Refusal.of(status, "There is no such room.");
            case TOO_MANY_REQUESTS ->
                    Refusal.tooFast(retryAfter == null ? Duration.ofSeconds(1) : retryAfter);
            case SWITCHING_PROTOCOLS -> Refusal.malformed("None of the subprotocols is spoken.");
            default -> other(status, retryAfter);
        };
    }

    private static Refusal other(HttpStatus status, @Nullable Duration retryAfter) {
        if (status.is4xxClientError()) {
            return Refusal.of(status, status.getReasonPhrase() + ".").withRetryAfter(retryAfter);
        }
        Refusal away = Refusal.unavailable("The realtime service is not ready; try again.");
        return retryAfter == null ? away : away.withRetryAfter(retryAfter);
    }

    private static @Nullable Duration seconds(@Nullable String header) {
        if (header == null
                || header.isEmpty()
                || header.length() > LONGEST_DIGITS
                || !header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(header));
    }
}
