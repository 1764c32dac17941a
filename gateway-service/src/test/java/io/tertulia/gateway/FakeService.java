package io.tertulia.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service behind the gateway: remembers what it was asked and answers as the test says. */
final class FakeService implements AutoCloseable {

    /** One request as it came here. */
    record Seen(String method, String uri, HttpHeaders headers, String body) {

        String header(String name) {
            return Objects.requireNonNullElse(headers.get(name), "");
        }
    }

    /** What to do with a request. */
    interface Behaviour
            extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

    private final String name;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Behaviour> behaviour = new AtomicReference<>();
    private final ChannelGroup connections =
            new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private DisposableServer server;

    FakeService(String name) {
        this.name = name;
        this.server = start(0);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    String name() {
        return name;
    }

    void behave(Behaviour wanted) {
        behaviour.set(wanted);
    }

    /** Answers 200 with its name to everything, and has seen nothing. */
    void reset() {
        behaviour.set(null);
        seen.clear();
    }

    Seen last() {
        return seen.stream().reduce((_, later) -> later).orElseThrow();
    }

    int count() {
        return seen.size();
    }

    /** Its connections end, and its port refuses new ones. */
    void die() {
        server.channel().close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }

    /** Comes back on the port it had. */
    void revive() {
        server = start(server.port());
    }

    @Override
    public void close() {
        die();
    }

    private DisposableServer start(int port) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .channelGroup(connections)
                .handle(this::handle)
                .bindNow();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Behaviour special = behaviour.get();
        if (special != null) {
            seen.add(seen(request, ""));
            return special.apply(request, response);
        }
        return request.receive()
                .aggregate()
                .asString(UTF_8)
                .defaultIfEmpty("")
                .flatMap(
                        body -> {
                            seen.add(seen(request, body));
                            return answer(response, 200, "{\"service\":\"" + name + "\"}");
                        });
    }

    private static Seen seen(HttpServerRequest request, String body) {
        return new Seen(
                request.method().name(), request.uri(), request.requestHeaders().copy(), body);
    }

    static Mono<Void> answer(HttpServerResponse response, int status, String json) {
        return answer(response, status, "application/json", json);
    }

    static Mono<Void> answer(HttpServerResponse response, int status, String type, String json) {
        return response.status(status)
                .header("Content-Type", type)
                .send(Mono.just(Unpooled.wrappedBuffer(json.getBytes(UTF_8))))
                .then();
    }
}
