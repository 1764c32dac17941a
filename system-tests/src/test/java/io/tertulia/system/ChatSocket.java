package io.tertulia.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket that remembers every frame it saw. */
public final class ChatSocket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile String closeReason = "";

    private ChatSocket(URI uri, Map<String, String> headers, List<String> protocols) {
        var builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(builder::header);
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.stream().skip(1).toArray(String[]::new));
        }
        socket = builder.buildAsync(uri, new Listener()).orTimeout(20, TimeUnit.SECONDS).join();
    }

    /**
     * Opens a socket.
     *
     * @throws java.util.concurrent.CompletionException if the upgrade is refused
     */
    public static ChatSocket connect(URI uri, @Nullable String token) {
        return connect(uri, token == null ? Map.of() : Map.of("Authorization", "Bearer " + token));
    }

    /**
     * Opens a socket with some headers, offering some subprotocols.
     *
     * @throws java.util.concurrent.CompletionException if the upgrade is refused
     */
    public static ChatSocket connect(URI uri, Map<String, String> headers, String... subprotocols) {
        return new ChatSocket(uri, headers, List.of(subprotocols));
    }

    /** The status that an upgrade is refused with; fails if it is not refused. */
    public static int refusalOf(Supplier<ChatSocket> upgrade) {
        try (var opened = upgrade.get()) {
            throw new AssertionError("the upgrade was not refused: " + opened.frames());
        } catch (CompletionException e) {
            Throwable refused = e;
            while (!(refused instanceof WebSocketHandshakeException)) {
                refused = refused.getCause();
                if (refused == null) {
                    throw e;
                }
            }
            return ((WebSocketHandshakeException) refused).getResponse().statusCode();
        }
    }

    /** The subprotocol that the server chose; empty if none. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    public List<JsonNode> frames(String type) {
        return frames.stream().filter(frame -> type.equals(type(frame))).toList();
    }

    /** Waits for the first frame of a type. */
    public JsonNode await(String type) {
        return await(type, frame -> true);
    }

    /** Waits for the first frame of a type that fits. */
    public JsonNode await(String type, Predicate<JsonNode> predicate) {
        return Awaitility.await("a frame " + type + " that fits")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> frames(type).stream().filter(predicate).findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public void send(Map<String, ?> frame) {
        send(Person.JSON.writeValueAsString(frame));
    }

    public void send(String text) {
        socket.sendText(text, true).orTimeout(20, TimeUnit.SECONDS).join();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Completes with the close code, or -1 where the connection just broke. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    /** What the server said when it closed; empty before. */
    String closeReason() {
        return closeReason;
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket).join();
        }
        socket.abort();
        closed.complete(WebSocket.NORMAL_CLOSURE);
    }

    private static String type(JsonNode frame) {
        return frame.path("type").asString("");
    }

    private final class Listener implements WebSocket.Listener {

        // Called by one thread at a time, as the interface promises.
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(Person.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            closeReason = reason;
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(-1);
        }
    }
}
