package io.tertulia.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps what it receives. */
final class TestSocket implements WebSocket.Listener {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 30;

    /** How a socket ended. */
    record Closed(int code, String reason) {}

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private @Nullable WebSocket socket;

    /**
     * @throws CompletionException if the upgrade was refused
     */
    static TestSocket open(GatewayStack stack, String path, String... headers) {
        var opened = new TestSocket();
        opened.socket = builder(headers).buildAsync(address(stack, path), opened).join();
        return opened;
    }

    static TestSocket speaking(GatewayStack stack, String path, String first, String... others) {
        var opened = new TestSocket();
        opened.socket =
                builder()
                        .subprotocols(first, others)
                        .buildAsync(address(stack, path), opened)
                        .join();
        return opened;
    }

    /** The answer to an upgrade that must be refused; its body is not kept by this client. */
    static HttpResponse<?> refused(GatewayStack stack, String path, String... headers) {
        try {
            open(stack, path, headers).closeNow();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse();
            }
            throw e;
        }
        throw new AssertionError("The upgrade was not refused");
    }

    void send(String text) {
        socket().sendText(text, true).join();
    }

    void sendPart(String text, boolean last) {
        socket().sendText(text, last).join();
    }

    void ping(String text) {
        socket().sendPing(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .join();
    }

    void close(int code, String reason) {
        socket().sendClose(code, reason).join();
    }

    void closeNow() {
        socket().abort();
    }

    String subprotocol() {
        return socket().getSubprotocol();
    }

    String text() throws InterruptedException {
        return Objects.requireNonNull(texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    String pong() throws InterruptedException {
        return Objects.requireNonNull(pongs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    Closed closed() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            texts.add(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
        pongs.add(java.nio.charset.StandardCharsets.UTF_8.decode(data).toString());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    private static URI address(GatewayStack stack, String path) {
        return URI.create("ws://127.0.0.1:" + stack.port() + path);
    }

    private static WebSocket.Builder builder(String... headers) {
        var builder =
                CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder;
    }
}
