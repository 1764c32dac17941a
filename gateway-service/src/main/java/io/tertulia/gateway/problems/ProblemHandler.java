package io.tertulia.gateway.problems;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;

/** Turns whatever went wrong inside the gateway into a problem. */
@Component
@Order(ProblemHandler.BEFORE_THE_FRAMEWORKS)
final class ProblemHandler implements WebExceptionHandler {

    static final int BEFORE_THE_FRAMEWORKS = -2;

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final ProblemWriter problems;

    ProblemHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable e) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(e);
        }
        if (e instanceof AbortedException && isOver(response)) {
            LOG.debug("A request broke off, and nobody waits for its answer: {}", e.toString());
            return Mono.empty();
        }
        // What an upstream's answer had put there before it broke off is not ours.
        response.getHeaders().clearContentHeaders();
        response.getHeaders().remove(HttpHeaders.TRANSFER_ENCODING);
        if (e instanceof ErrorResponse known) {
            response.getHeaders().putAll(known.getHeaders());
        }
        return problems.write(response, refusalFor(e));
    }

    /**
     * Whether the client is gone, or the server has answered by itself. Connections to services
     * break off with the same exception: then somebody waits, and to say nothing would be a 200.
     */
    private static boolean isOver(ServerHttpResponse response) {
        HttpServerResponse ours = ServerHttpResponseDecorator.getNativeResponse(response);
        var isConnected = new AtomicBoolean();
        ours.withConnection(connection -> isConnected.set(connection.channel().isActive()));
        return ours.hasSentHeaders() || !isConnected.get();
    }

    private static Refusal refusalFor(Throwable e) {
        return switch (e) {
            case Refusal refusal -> refusal;
            case AuthenticationServiceException away -> keysAway(away);
            case IllegalStateException away when away.getCause() instanceof WebClientException ->
                    keysAway(away);
            case IOException broken -> brokenOff(broken);
            case AbortedException broken -> brokenOff(broken);
            case TimeoutException late -> brokenOff(late);
            case ErrorResponse known -> known(known.getStatusCode(), e);
            default -> {
                LOG.error("A request failed by a fault of ours", e);
                yield Refusal.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal_error",
                        "Something went wrong on our side; the operator's log has the details.");
            }
        };
    }

    private static Refusal known(HttpStatusCode code, Throwable e) {
        HttpStatus status = HttpStatus.resolve(code.value());
        if (status == HttpStatus.NOT_FOUND) {
            return Refusal.of(status, "There is nothing at this address.");
        }
        if (status == null || status.is5xxServerError()) {
            return brokenOff(e);
        }
        return Refusal.of(status, status.getReasonPhrase() + ".");
    }

    private static Refusal keysAway(Throwable e) {
        LOG.warn("The keys that verify tokens cannot be had: {}", rootOf(e).toString());
        return Refusal.unavailable("Tokens cannot be verified just now; try again.");
    }

    private static Throwable rootOf(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : rootOf(cause);
    }

    /** The contract knows one answer for a dependency that is away or too slow: 503. */
    private static Refusal brokenOff(Throwable e) {
        LOG.warn("A service did not answer: {}", e.toString());
        return Refusal.unavailable("The service behind this did not answer; try again.");
    }
}
