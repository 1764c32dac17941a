package io.tertulia.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Builds RFC 9457 answers with the {@code code} and {@code errors} of the client contract. */
final class Problems {

    static final String INVALID_DETAIL = "Some fields are invalid; see errors.";

    private Problems() {}

    static ProblemDetail problem(HttpStatusCode status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }

    static ProblemDetail invalid(Map<String, List<String>> errors) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "invalid", INVALID_DETAIL);
        problem.setProperty("errors", errors);
        return problem;
    }

    /** A code for a status that the framework chose, for instance {@code method_not_allowed}. */
    static String codeFor(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "error" : known.name().toLowerCase(Locale.ROOT);
    }

    static ResponseEntity<Object> answer(ProblemException e) {
        ProblemDetail problem = problem(e.status(), e.code(), e.detail());
        if (!e.errors().isEmpty()) {
            problem.setProperty("errors", e.errors());
        }
        var answer =
                ResponseEntity.status(e.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e.status() == HttpStatus.UNAUTHORIZED) {
            // HTTP asks for it with this status (RFC 9110, 15.5.2).
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Duration retryAfter = e.retryAfter();
        if (retryAfter != null) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return answer.body(problem);
    }
}
