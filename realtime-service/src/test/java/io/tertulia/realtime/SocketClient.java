package io.tertulia.realtime;

import io.tertulia.events.EventJson;
import io.tertulia.events.User;
import io.tertulia.test.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chat client that remembers every frame it got, in order. */
final class SocketClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = EventJson.mapper();

    /** Long enough for a machine that has much else to do. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final boolean isReading;
    private @Nullable WebSocket socket;

    private SocketClient(boolean isReading) {
        this.isReading = isReading;
    }

    /** Opens a room's socket and waits until it is ready. */
    static SocketClient open(int port, User user, UUID room) {
        SocketClient client = connect(port, user, room, "");
        client.await("ready");
        return client;
    }

    /** Opens a socket with a query of the test's own, for instance {@code ?after=3}. */
    static SocketClient connect(int port, User user, UUID room, String query) {
        var client = new SocketClient(true);
        client.connect(port, "/ws/chat/" + room + "/" + query, TestIssuer.shared().token(user));
        return client;
    }

    /** Opens a socket of all rooms and waits until it is ready. */
    static SocketClient openAll(int port, User user) {
        var client = new SocketClient(true);
        client.connect(port, "/ws/chat/", TestIssuer.shared().token(user));
        client.await("ready");
        return client;
    }

    /** Opens a socket of all rooms with a token of the test's own. */
    static SocketClient connectAllWith(String token, int port) {
        var client = new SocketClient(true);
        client.connect(port, "/ws/chat/", token);
        return client;
    }

    /** Opens a socket of all rooms that speaks signals. */
    static SocketClient connectAllSignals(int port, User user) {
        var client = new SocketClient(true);
        client.connect(port, "/ws/chat/?token=" + TestIssuer.shared().token(user), null);
        return client;
    }

    /** Opens a socket with a token of the test's own. */
    static SocketClient connectWith(String token, int port, UUID room) {
        var client = new SocketClient(true);
        client.connect(port, "/ws/chat/" + room + "/", token);
        return client;
    }

    /** Opens a socket that reads nothing beyond its first frame until it is told to. */
    static SocketClient connectAsleep(int port, User user, UUID room) {
        var client = new SocketClient(false);
        client.connect(port, "/ws/chat/" + room + "/", TestIssuer.shared().token(user));
        return client;
    }

    /** Opens a socket that speaks signals, as the seed's client does. */
    static SocketClient connectSignals(int port, User user, UUID room) {
        var client = new SocketClient(true);
        client.connect(
                port, "/ws/chat/" + room + "/?token=" + TestIssuer.shared().token(user), null);
        return client;
    }

    /** The HTTP status that an upgrade is refused with; 101 if it is not. */
    static int status(int port, String path, @Nullable String token) {
        var client = new SocketClient(true);
        try {
            client.connect(port, path, token);
            client.close();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    private void connect(int port, String path, @Nullable String token) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        URI address = URI.create("ws://127.0.0.1:" + port + path);
        socket = builder.buildAsync(address, new Listener()).join();
    }

    void send(String json) {
        socket().sendText(json, true).exceptionally(this::ignoreIfClosed).join();
    }

    /** A frame that meets the server's closing is no failure of the test. */
    private @Nullable WebSocket ignoreIfClosed(Throwable failure) {
        return closed.isDone() ? socket : null;
    }

    /** Sends a text in several frames. */
    void sendInPieces(String... pieces) {
        for (int i = 0; i < pieces.length; i++) {
            socket().sendText(pieces[i], i == pieces.length - 1).join();
        }
    }

    void sendBinary(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Sends an action on a socket of all rooms. */
    void act(UUID room, String action, String fields) {
        send(
                "{\"action\":\"%s\",\"room\":\"%s\",\"client_id\":\"%s\"%s}"
                        .formatted(action, room, action, fields));
    }

    void ping() {
        send("{\"action\":\"ping\"}");
    }

    void say(String clientId, String content) {
        send(
                "{\"action\":\"send_message\",\"client_id\":\"%s\",\"content\":\"%s\"}"
                        .formatted(clientId, content));
    }

    /** Waits for the first frame of a type. */
    JsonNode await(String type) {
        return await(type, 1).getLast();
    }

    /** Waits until there are so many frames of a type, and gives all that there are. */
    List<JsonNode> await(String type, int count) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> frames(type), found -> found.size() >= count);
    }

    List<JsonNode> frames(String type) {
        return frames.stream().filter(f -> f.path("type").asString().equals(type)).toList();
    }

    List<JsonNode> frames() {
        return new ArrayList<>(frames);
    }

    /** The places in the log that the socket was shown, in the order in which it was. */
    List<Long> seqs() {
        return frames.stream()
                .map(f -> Optional.ofNullable(f.get("data")).orElse(f.path("message")))
                .filter(data -> data.path("content").isString())
                .map(data -> data.path("seq").asLong())
                .toList();
    }

    /** The same of one of several rooms. */
    List<Long> seqs(UUID room) {
        return frames.stream()
                .map(f -> Optional.ofNullable(f.get("data")).orElse(f.path("message")))
                .filter(data -> data.path("content").isString())
                .filter(data -> data.path("room").asString().equals(room.toString()))
                .map(data -> data.path("seq").asLong())
                .toList();
    }

    /** Reads on what a sleeping client has not read. */
    void wakeUp() {
        socket().request(Long.MAX_VALUE);
    }

    /** Waits for the server's closing; code and text with a blank between. */
    String awaitClosed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public void close() {
        socket().abort();
    }

    private WebSocket socket() {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                frames.add(MAPPER.readTree(text.toString()));
                text.setLength(0);
            }
            if (isReading || !isLast) {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete((code + " " + reason).strip());
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete("broken: " + error);
        }
    }
}
