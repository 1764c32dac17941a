package io.tertulia.realtime.upgrade;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * An upgrade is not granted; the text is for the client. No stack trace: everybody can cause these.
 */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;
    private final String code;

    private Refused(HttpResponseStatus status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refused badRequest(String code, String detail) {
        return new Refused(HttpResponseStatus.BAD_REQUEST, code, detail);
    }

    static Refused unauthorized(String detail) {
        return new Refused(HttpResponseStatus.UNAUTHORIZED, "unauthorized", detail);
    }

    static Refused badToken() {
        return unauthorized("The token is not valid: log in again.");
    }

    static Refused forbidden(String code, String detail) {
        return new Refused(HttpResponseStatus.FORBIDDEN, code, detail);
    }

    static Refused conflict(String code, String detail) {
        return new Refused(HttpResponseStatus.CONFLICT, code, detail);
    }

    static Refused notFound(String detail) {
        return new Refused(HttpResponseStatus.NOT_FOUND, "not_found", detail);
    }

    static Refused tooMany(String detail) {
        return new Refused(HttpResponseStatus.TOO_MANY_REQUESTS, "too_many_sockets", detail);
    }

    static Refused unavailable(String detail) {
        return new Refused(HttpResponseStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
    }

    HttpResponseStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        String detail = getMessage();
        return detail == null ? code : detail;
    }

    /** Whether the same request may succeed later, unchanged. */
    boolean isPassing() {
        return status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)
                || status.equals(HttpResponseStatus.TOO_MANY_REQUESTS);
    }
}
