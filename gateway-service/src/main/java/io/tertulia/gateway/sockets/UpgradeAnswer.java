package io.tertulia.gateway.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.tertulia.gateway.problems.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** What the realtime service says to an upgrade. */
sealed interface UpgradeAnswer {

    /**
     * A 101. What follows it may come at once, so the channel must be joined on the spot.
     *
     * @param headers those of the 101
     */
    record Agreed(Channel service, HttpHeaders headers) implements UpgradeAnswer {}

    /** Any other status, with its body. */
    record Refused(int status, HttpHeaders headers, String body) implements UpgradeAnswer {

        private static final String RETRY_AFTER = "Retry-After";
        private static final int MOST_DIGITS = 6;

        /** Passes a problem on as it is; what is none becomes one with the same status. */
        Mono<Void> passTo(ServerHttpResponse response) {
            HttpStatus known = HttpStatus.resolve(status);
            boolean clientsOwn = known != null && known.is4xxClientError();
            if (known == null || !(clientsOwn || known == HttpStatus.SERVICE_UNAVAILABLE)) {
                return Mono.error(
                        Refusal.unavailable("The realtime service is not ready; try again."));
            }
            if (!isProblem()) {
                return Mono.error(
                        Refusal.of(known, known.getReasonPhrase() + ".")
                                .withRetryAfter(retryAfter()));
            }
            response.setStatusCode(known);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            byte[] bytes = body.getBytes(UTF_8);
            response.getHeaders().setContentLength(bytes.length);
            Duration retryAfter = retryAfter();
            if (retryAfter != null) {
                response.getHeaders().set(RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
            }
            return response.writeWith(
                    Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
        }

        private boolean isProblem() {
            String type = headers.get("Content-Type");
            return type != null && type.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        }

        private @Nullable Duration retryAfter() {
            String text = headers.get(RETRY_AFTER);
            boolean seconds = text != null && text.matches("[0-9]{1," + MOST_DIGITS + "}");
            return seconds ? Duration.ofSeconds(Long.parseLong(text)) : null;
        }
    }
}
