package io.tertulia.guarantees.clients;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A WebSocket. Its listener is called by one thread at a time, and never after its end. */
final class ChatSocket implements WebSocket.Listener {

    private static final Duration OPEN_WITHIN = Duration.ofSeconds(12);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(10);
    private static final int BROKEN = -1;

    /** Hears what the socket hears. */
    interface Ears {

        void onFrame(JsonNode frame);

        /** The end; -1 where the connection just broke. */
        void onEnd(int code);
    }

    private final Ears ears;

    // Grows within one call of onText to the next, which the interface keeps apart.
    private final StringBuilder text = new StringBuilder();

    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile @Nullable WebSocket socket;

    private ChatSocket(Ears ears) {
        this.ears = ears;
    }

    /**
     * Opens a socket and waits for that.
     *
     * @return null if it cannot be had now
     */
    static @Nullable ChatSocket open(Person person, URI uri, Ears ears)
            throws InterruptedException {
        var opened = new ChatSocket(ears);
        CompletableFuture<WebSocket> handshake =
                person.api()
                        .http()
                        .newWebSocketBuilder()
                        .connectTimeout(OPEN_WITHIN)
                        .header("Authorization", "Bearer " + person.token())
                        .buildAsync(uri, opened);
        try {
            opened.socket = handshake.get(OPEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return opened;
        } catch (ExecutionException | TimeoutException e) {
            var _ =
                    handshake.whenComplete(
                            (late, _) -> {
                                if (late != null) {
                                    late.abort();
                                }
                            });
            opened.end(BROKEN);
            return null;
        }
    }

    /** Sends a frame; false if the socket is gone. Blocks while the other side does not read. */
    boolean send(String frame) throws InterruptedException {
        WebSocket open = socket;
        if (open == null || !isOpen()) {
            return false;
        }
        try {
            open.sendText(frame, true).get(SENT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            abort();
            return false;
        }
    }

    boolean isOpen() {
        return !ended.isDone();
    }

    /** Ends it as a lost connection does. */
    void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        end(BROKEN);
    }

    void awaitEnd() throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Under the lock, so that nobody hears anything after the end. */
    private synchronized void end(int code) {
        if (!ended.isDone()) {
            ears.onEnd(code);
            ended.complete(code);
        }
    }

    private synchronized void hear(String frame) {
        if (!ended.isDone()) {
            ears.onFrame(Api.JSON.readTree(frame));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            String frame = text.toString();
            text.setLength(0);
            try {
                hear(frame);
            } catch (JacksonException e) {
                end(BROKEN);
                return null;
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
            WebSocket webSocket, int statusCode, String reason) {
        end(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(BROKEN);
    }
}
