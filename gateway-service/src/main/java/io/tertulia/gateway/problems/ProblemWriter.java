package io.tertulia.gateway.problems;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes refusals as {@code application/problem+json}. */
@Component
public final class ProblemWriter {

    private final JsonMapper mapper;

    public ProblemWriter(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Answers with the refusal; the response must not be committed yet. */
    public Mono<Void> write(ServerHttpResponse response, Refusal refusal) {
        return Mono.defer(
                () -> {
                    byte[] body = json(refusal);
                    response.setStatusCode(refusal.status());
                    HttpHeaders headers = response.getHeaders();
                    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
                    headers.setContentLength(body.length);
                    Duration retryAfter = refusal.retryAfter();
                    if (retryAfter != null) {
                        headers.set(
                                HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
                    }
                    if (refusal.status() == HttpStatus.UNAUTHORIZED) {
                        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    }
                    if (refusal.status() == HttpStatus.CONTENT_TOO_LARGE) {
                        // The rest of the body is not worth reading, so the connection ends here.
                        headers.set(HttpHeaders.CONNECTION, "close");
                    }
                    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
                });
    }

    /** The body of the problem, in UTF-8. */
    public byte[] json(Refusal refusal) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", refusal.status().getReasonPhrase());
        problem.put("status", refusal.status().value());
        problem.put("detail", refusal.detail());
        problem.put("code", refusal.code());
        return mapper.writeValueAsBytes(problem);
    }

    /** Rounded up: a client that came back too early would only be refused again. */
    private static long wholeSeconds(Duration delay) {
        return Math.max(1, delay.plusMillis(999).toSeconds());
    }
}
