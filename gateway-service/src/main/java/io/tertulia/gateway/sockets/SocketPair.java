package io.tertulia.gateway.sockets;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * A client's socket and the service's, joined. Frames pass as they come, pings and fragments too;
 * neither side is read faster than the other one takes.
 */
final class SocketPair {

    private static final Logger LOG = LoggerFactory.getLogger(SocketPair.class);

    /** The service died without a word. The delay is the least that spares it a stampede. */
    private static final WebSocketCloseStatus SERVICE_GONE =
            new WebSocketCloseStatus(
                    WebSocketCloseStatus.SERVICE_RESTART.code(), "retry after 1000 ms");

    private static final WebSocketCloseStatus CLIENT_GONE =
            new WebSocketCloseStatus(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "");

    private final WebsocketInbound clientIn;
    private final WebsocketOutbound clientOut;
    private final WebsocketInbound serviceIn;
    private final WebsocketOutbound serviceOut;

    SocketPair(
            WebsocketInbound clientIn,
            WebsocketOutbound clientOut,
            WebsocketInbound serviceIn,
            WebsocketOutbound serviceOut) {
        this.clientIn = clientIn;
        this.clientOut = clientOut;
        this.serviceIn = serviceIn;
        this.serviceOut = serviceOut;
    }

    /** Completes when both sides are closed. */
    Mono<Void> pass() {
        return Mono.when(
                pass(serviceIn, clientOut, SERVICE_GONE), pass(clientIn, serviceOut, CLIENT_GONE));
    }

    /** The close goes after the last frame: a frame that was read is never overtaken by it. */
    private static Mono<Void> pass(
            WebsocketInbound from, WebsocketOutbound to, WebSocketCloseStatus ifGone) {
        Mono<Void> frames = to.sendObject(from.receiveFrames().map(WebSocketFrame::retain)).then();
        return frames.onErrorResume(
                        e -> {
                            LOG.debug("A socket broke off: {}", e.toString());
                            return Mono.empty();
                        })
                .then(from.receiveCloseStatus().onErrorReturn(ifGone).defaultIfEmpty(ifGone))
                .flatMap(status -> close(to, status, ifGone));
    }

    private static Mono<Void> close(
            WebsocketOutbound to, WebSocketCloseStatus status, WebSocketCloseStatus ifGone) {
        if (status.code() == WebSocketCloseStatus.EMPTY.code()) {
            return to.sendClose();
        }
        boolean sendable = WebSocketCloseStatus.isValidStatusCode(status.code());
        WebSocketCloseStatus sent = sendable ? status : ifGone;
        return to.sendClose(sent.code(), sent.reasonText());
    }
}
