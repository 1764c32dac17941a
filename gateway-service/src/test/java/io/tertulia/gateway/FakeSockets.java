package io.tertulia.gateway;

import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.tertulia.gateway.FakeService.Behaviour;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** What a realtime service may do with a socket. */
final class FakeSockets {

    private static final int LARGEST_FRAME = 1 << 20;

    private FakeSockets() {}

    static WebsocketServerSpec spec(String protocols) {
        var spec = WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST_FRAME);
        return (protocols.isEmpty() ? spec : spec.protocols(protocols)).build();
    }

    /** Sends every text back. */
    static Behaviour echo() {
        return echo("");
    }

    static Behaviour echo(String protocols) {
        return (_, response) -> response.sendWebsocket(FakeSockets::echo, spec(protocols));
    }

    /** Upgrades only when it may. */
    static Behaviour echoAfter(Mono<Void> mayAnswer) {
        return (request, response) ->
                mayAnswer.then(Mono.defer(() -> Mono.from(echo().apply(request, response))));
    }

    /** Sends some texts and closes at once. */
    static Behaviour sayAndClose(int texts, int code, String reason) {
        return (_, response) ->
                response.sendWebsocket(
                        (_, out) ->
                                out.sendObject(
                                                Flux.range(0, texts)
                                                        .map(n -> new TextWebSocketFrame("" + n)))
                                        .then()
                                        .then(out.sendClose(code, reason)),
                        spec(""));
    }

    /** Says nothing; how the client closed is completed here. */
    static Behaviour listen(CompletableFuture<WebSocketCloseStatus> closed) {
        return (_, response) ->
                response.sendWebsocket(
                        (in, _) -> {
                            in.receiveCloseStatus()
                                    .defaultIfEmpty(WebSocketCloseStatus.ABNORMAL_CLOSURE)
                                    .subscribe(closed::complete);
                            return in.receive().then();
                        },
                        spec(""));
    }

    /** Sends as much as is taken, and counts it. */
    static Behaviour flood(int texts, int bytes, AtomicInteger sent) {
        return (_, response) ->
                response.sendWebsocket(
                        (_, out) ->
                                out.sendObject(
                                        Flux.range(0, texts)
                                                .map(
                                                        _ -> {
                                                            sent.incrementAndGet();
                                                            return new TextWebSocketFrame(
                                                                    "x".repeat(bytes));
                                                        })),
                        spec(""));
    }

    static Behaviour refuse(int status, String... header) {
        return (_, response) -> {
            if (header.length == 2) {
                response.header(header[0], header[1]);
            }
            return FakeService.answer(response, status, "{\"code\":\"x\"}");
        };
    }

    static WebSocketCloseStatus await(CompletableFuture<WebSocketCloseStatus> closed) {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Mono<Void> echo(WebsocketInbound in, WebsocketOutbound out) {
        return out.sendString(in.aggregateFrames(LARGEST_FRAME).receive().asString()).then();
    }
}
