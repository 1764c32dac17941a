package io.tertulia.gateway.sockets;

import io.netty.channel.Channel;
import io.tertulia.gateway.problems.Refusal;
import io.tertulia.gateway.routing.Instance;
import io.tertulia.gateway.routing.Service;
import io.tertulia.gateway.routing.Upstreams;
import io.tertulia.gateway.routing.Upstreams.Verdict;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers an upgrade as the realtime service answers it: the client's side is upgraded only after
 * the service has agreed, so that a refusal reaches the client as the HTTP status that it is.
 *
 * <p>An upgrade without a 101 has had no effect, so what an instance cannot answer the next one is
 * asked; each is asked once at most.
 */
@Component
final class SocketProxy implements WebHandler {

    private static final String VERSION = "Sec-WebSocket-Version";
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String SUPPORTED_VERSION = "13";

    private final Upstreams upstreams;
    private final Handshake handshake;
    private final Tunnels tunnels;

    SocketProxy(Upstreams upstreams, Handshake handshake, Tunnels tunnels) {
        this.upstreams = upstreams;
        this.handshake = handshake;
        this.tunnels = tunnels;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        checkUpgrade(exchange);
        ServerHttpRequest request = exchange.getRequest();
        Channel client = channel(exchange.getResponse());
        return exchange.getPrincipal()
                .mapNotNull(Principal::getName)
                .defaultIfEmpty("")
                .map(person -> order(request.getURI(), person))
                .flatMap(order -> answer(client, request, order))
                .flatMap(
                        answer ->
                                switch (answer) {
                                    case UpgradeAnswer.Agreed agreed -> {
                                        // For the log alone: the tunnel writes the 101 itself.
                                        exchange.getResponse()
                                                .setStatusCode(HttpStatus.SWITCHING_PROTOCOLS);
                                        yield tunnels.join(client, agreed, requestId(request));
                                    }
                                    case UpgradeAnswer.Refused refused ->
                                            refused.passTo(exchange.getResponse());
                                });
    }

    /** The first instance's answer that is none of sickness, else the last refusal of all. */
    private Mono<UpgradeAnswer> answer(
            Channel client, ServerHttpRequest request, List<Instance> order) {
        URI address = request.getURI();
        var lastRefusal = new AtomicReference<@Nullable UpgradeAnswer>();
        return upstreams
                .tryEach(
                        Service.SOCKETS,
                        order,
                        // A time-out is one too.
                        e -> e instanceof IOException ? Verdict.AVOID : Verdict.GIVE_UP,
                        instance ->
                                handshake
                                        .ask(
                                                client,
                                                instance.at(
                                                        address.getRawPath(),
                                                        address.getRawQuery()),
                                                request.getHeaders())
                                        .flatMap(answer -> unlessSick(answer, lastRefusal)))
                .onErrorResume(
                        Refusal.class,
                        unavailable -> {
                            UpgradeAnswer refusal = lastRefusal.get();
                            return refusal == null ? Mono.error(unavailable) : Mono.just(refusal);
                        });
    }

    private static Mono<UpgradeAnswer> unlessSick(
            UpgradeAnswer answer, AtomicReference<@Nullable UpgradeAnswer> lastRefusal) {
        if (answer instanceof UpgradeAnswer.Refused refused
                && refused.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            lastRefusal.set(refused);
            return Mono.error(
                    new IOException("The upgrade was answered with a " + refused.status()));
        }
        return Mono.just(answer);
    }

    private static void checkUpgrade(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        boolean upgrade = "websocket".equalsIgnoreCase(headers.getUpgrade());
        if (!HttpMethod.GET.equals(request.getMethod()) || !upgrade) {
            exchange.getResponse().getHeaders().set(HttpHeaders.UPGRADE, "websocket");
            throw Refusal.of(HttpStatus.UPGRADE_REQUIRED, "This address is for WebSockets only.");
        }
        if (!SUPPORTED_VERSION.equals(headers.getFirst(VERSION)) || headers.getFirst(KEY) == null) {
            exchange.getResponse().getHeaders().set(VERSION, SUPPORTED_VERSION);
            throw Refusal.malformed("The WebSocket handshake needs version 13 and a key.");
        }
        if (headers.getContentLength() > 0 || headers.containsHeader("Transfer-Encoding")) {
            throw Refusal.malformed("A WebSocket handshake has no body.");
        }
    }

    /** By the room, so that its sockets meet in one instance; without a room by the person. */
    private List<Instance> order(URI address, String person) {
        String[] segments = address.getRawPath().split("/", -1);
        String room = segments.length > 3 ? segments[3] : "";
        if (room.isEmpty()) {
            return upstreams.forKey(Service.SOCKETS, person);
        }
        try {
            return upstreams.forRoom(Service.SOCKETS, UUID.fromString(room));
        } catch (IllegalArgumentException e) {
            // There is no such room: whoever is asked says so.
            return upstreams.forKey(Service.SOCKETS, person);
        }
    }

    /** The edge has put one there. */
    private static String requestId(ServerHttpRequest request) {
        return Objects.requireNonNullElse(request.getHeaders().getFirst("X-Request-Id"), "-");
    }

    private static Channel channel(ServerHttpResponse response) {
        HttpServerResponse ours = ServerHttpResponseDecorator.getNativeResponse(response);
        var channel = new AtomicReference<Channel>();
        ours.withConnection(connection -> channel.set(connection.channel()));
        return Objects.requireNonNull(channel.get());
    }
}
