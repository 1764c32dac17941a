package io.tertulia.gateway.sockets;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.tertulia.gateway.problems.Refusal;
import io.tertulia.gateway.routing.Instance;
import io.tertulia.gateway.routing.Service;
import io.tertulia.gateway.routing.Upstreams;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.resources.ConnectionProvider;

/**
 * Answers an upgrade as the realtime service answers it: the client's side is upgraded only after
 * the service has agreed, so that a refusal reaches the client as the HTTP status that it is.
 */
@Component
final class SocketProxy implements WebHandler {

    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String SUPPORTED_VERSION = "13";

    private final Upstreams upstreams;
    private final SocketProperties properties;
    private final HttpClient client;

    SocketProxy(
            Upstreams upstreams, SocketProperties properties, ReactorResourceFactory eventLoops) {
        this.upstreams = upstreams;
        this.properties = properties;
        this.client =
                HttpClient.create(ConnectionProvider.newConnection())
                        .runOn(eventLoops.getLoopResources())
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) properties.connectTimeout().toMillis());
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        checkUpgrade(exchange);
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty("")
                .flatMap(
                        person ->
                                upstreams.tryEach(
                                        Service.SOCKETS,
                                        upstreams.forKey(
                                                Service.SOCKETS,
                                                key(exchange.getRequest(), person)),
                                        _ -> false,
                                        instance -> proxy(exchange, instance)));
    }

    private Mono<Void> proxy(ServerWebExchange exchange, Instance instance) {
        ServerHttpRequest request = exchange.getRequest();
        URI address = request.getURI();
        var agreed = new AtomicBoolean();
        return client.headers(headers -> HandshakeHeaders.copy(request.getHeaders(), headers))
                .websocket(clientSpec(request))
                .uri(instance.at(address.getRawPath(), address.getRawQuery()).toString())
                .handle(
                        (in, out) -> {
                            agreed.set(true);
                            return upgrade(exchange, in, out);
                        })
                // Only the answer to the upgrade is timed; a socket may stay open for days.
                .timeout(
                        Mono.delay(properties.upgradeTimeout())
                                .flatMap(_ -> agreed.get() ? Mono.never() : Mono.just(true)),
                        _ -> Mono.never())
                .then()
                .onErrorMap(WebSocketClientHandshakeException.class, HandshakeRefusal::from);
    }

    private Mono<Void> upgrade(
            ServerWebExchange exchange, WebsocketInbound serviceIn, WebsocketOutbound serviceOut) {
        ServerHttpResponse response = exchange.getResponse();
        HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
        var spec = serverSpec(serviceIn.selectedSubprotocol());
        // The upgrade's own signal comes with the handshake; the pair's end is told apart.
        Sinks.Empty<Void> closed = Sinks.empty();
        // Completing the response writes nothing yet: it only fixes our headers for the 101.
        return response.setComplete()
                .then(
                        Mono.defer(
                                () ->
                                        nativeResponse.sendWebsocket(
                                                (in, out) ->
                                                        new SocketPair(
                                                                        in,
                                                                        out,
                                                                        serviceIn,
                                                                        serviceOut)
                                                                .pass()
                                                                .doFinally(
                                                                        _ -> closed.tryEmitEmpty()),
                                                spec)))
                .then(closed.asMono());
    }

    private WebsocketClientSpec clientSpec(ServerHttpRequest request) {
        var spec =
                WebsocketClientSpec.builder()
                        .handlePing(true)
                        .maxFramePayloadLength((int) properties.serverFrame().toBytes());
        List<String> offered = request.getHeaders().getOrEmpty(SUBPROTOCOL);
        if (!offered.isEmpty()) {
            spec.protocols(String.join(",", offered));
        }
        return spec.build();
    }

    private WebsocketServerSpec serverSpec(@Nullable String subprotocol) {
        var spec =
                WebsocketServerSpec.builder()
                        .handlePing(true)
                        .maxFramePayloadLength((int) properties.clientFrame().toBytes());
        if (subprotocol != null) {
            spec.protocols(subprotocol);
        }
        return spec.build();
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
    }

    /** The room, so that its sockets meet in one instance; without a room the person. */
    private static String key(ServerHttpRequest request, String person) {
        String[] segments = request.getURI().getRawPath().split("/", -1);
        boolean hasRoom = segments.length > 3 && !segments[3].isEmpty();
        return hasRoom ? segments[3].toLowerCase(Locale.ROOT) : person;
    }
}
