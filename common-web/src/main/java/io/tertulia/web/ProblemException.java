package io.tertulia.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that is answered with a problem; its text is written for the caller. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient Map<String, List<String>> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            HttpStatus status,
            String code,
            String detail,
            Map<String, List<String>> errors,
            @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.code = code;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    /** A problem with a stable code; {@code detail} says what to do about it. */
    public static ProblemException of(HttpStatus status, String code, String detail) {
        return new ProblemException(status, code, detail, Map.of(), null);
    }

    /** Invalid input in one field: 400 with {@code errors: {field: [message]}}. */
    public static ProblemException invalid(String field, String message) {
        return invalid(Map.of(field, List.of(message)));
    }

    /** Invalid input in several fields. */
    public static ProblemException invalid(Map<String, List<String>> errors) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "invalid", Problems.INVALID_DETAIL, errors, null);
    }

    /** Unknown, or not for the caller's eyes: 404. */
    public static ProblemException notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not_found", detail);
    }

    /** Something that this service needs is away: 503 with {@code Retry-After}. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail, Map.of(), retryAfter);
    }

    /** Too many requests: 429 with {@code Retry-After}. */
    public static ProblemException tooFast(String detail, Duration retryAfter) {
        return new ProblemException(
                HttpStatus.TOO_MANY_REQUESTS, "too_fast", detail, Map.of(), retryAfter);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, List<String>> errors() {
        return errors;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }

    String detail() {
        String detail = getMessage();
        return detail == null ? status.getReasonPhrase() : detail;
    }
}
