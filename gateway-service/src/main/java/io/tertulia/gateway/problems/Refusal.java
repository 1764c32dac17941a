package io.tertulia.gateway.problems;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that the gateway answers with a problem; its text is written for the caller. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_UNAVAILABLE = Duration.ofSeconds(1);

    private final HttpStatus status;
    private final String code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    private Refusal(HttpStatus status, String code, String detail, @Nullable Duration retryAfter) {
        // No stack trace: a refusal is an answer, and a flood of them must stay cheap.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** A problem with a stable code; {@code detail} says what to do about it. */
    public static Refusal of(HttpStatus status, String code, String detail) {
        return new Refusal(status, code, detail, null);
    }

    /** A problem whose code follows from the status, for instance {@code not_found}. */
    public static Refusal of(HttpStatus status, String detail) {
        return of(status, status.name().toLowerCase(Locale.ROOT), detail);
    }

    /** A request that breaks the rules of HTTP or of this service: 400. */
    public static Refusal malformed(String detail) {
        return of(HttpStatus.BAD_REQUEST, "malformed", detail);
    }

    /** 401. */
    public static Refusal unauthorized() {
        return of(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "A valid token is needed: log in and send it as Authorization: Bearer.");
    }

    /** A page of a foreign origin: 403. */
    public static Refusal foreignOrigin() {
        return of(
                HttpStatus.FORBIDDEN,
                "origin_not_allowed",
                "Pages of this origin may not do this; see CHAT_ALLOWED_ORIGINS.");
    }

    /** A body above the limit: 413. */
    public static Refusal tooLarge(long limitBytes) {
        return of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too_large",
                "The body is larger than the %d bytes allowed here.".formatted(limitBytes));
    }

    /** Too many requests: 429 with {@code Retry-After}. */
    public static Refusal tooFast(Duration retryAfter) {
        return new Refusal(
                HttpStatus.TOO_MANY_REQUESTS,
                "too_fast",
                "Too many requests; wait a little.",
                retryAfter);
    }

    /** A service behind the gateway is away: 503 with {@code Retry-After}. */
    public static Refusal unavailable(String detail) {
        return new Refusal(
                HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail, RETRY_UNAVAILABLE);
    }

    /** The same refusal with a time to wait before the next try; null takes it away. */
    public Refusal withRetryAfter(@Nullable Duration delay) {
        return new Refusal(status, code, detail, delay);
    }

    public HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
