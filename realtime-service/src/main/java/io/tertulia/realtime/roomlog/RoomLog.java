package io.tertulia.realtime.roomlog;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks message-service for a room's log, in the name of the person whose token is given. Blocks its
 * caller, which is always a virtual thread.
 */
public final class RoomLog {

    /** Asked for instead of a place, it means: only tell where the log ends. */
    public static final long HEAD_ONLY = -1;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final RoomLogProperties properties;
    private final Semaphore turns;
    private final AtomicInteger nextInstance = new AtomicInteger();
    private final PageReader pages = new PageReader();

    RoomLog(HttpClient client, RoomLogProperties properties) {
        this.client = client;
        this.properties = properties;
        this.turns = new Semaphore(properties.maxConcurrent());
    }

    /**
     * What happened in a room after a place in its log.
     *
     * @param after the last place that is known already, or {@link #HEAD_ONLY}
     * @param token the asker's own
     */
    public LogAnswer after(UUID room, long after, String token) throws InterruptedException {
        if (!turns.tryAcquire(properties.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            return new LogAnswer.Away("too many questions wait for message-service");
        }
        try {
            return askInTurn(room, after, token);
        } finally {
            turns.release();
        }
    }

    private LogAnswer askInTurn(UUID room, long after, String token) throws InterruptedException {
        String path =
                "/api/v1/chat/rooms/%s/changes/?after=%d&limit=%d"
                        .formatted(room, after, properties.pageSize());
        int first = Math.floorMod(nextInstance.getAndIncrement(), properties.urls().size());
        LogAnswer answer = new LogAnswer.Away("no instance of message-service is known");
        for (int i = 0; i < properties.urls().size(); i++) {
            URI base = properties.urls().get((first + i) % properties.urls().size());
            answer = ask(URI.create(withoutSlash(base) + path), token, after);
            // A question changes nothing, so whatever went wrong the next instance may be asked.
            if (!(answer instanceof LogAnswer.Away)) {
                return answer;
            }
        }
        return answer;
    }

    private LogAnswer ask(URI address, String token, long after) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json")
                        .build();
        // A timeout of the request's own would end when the headers are here, whereas this one is
        // for the body too.
        CompletableFuture<HttpResponse<byte[]>> asked =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return read(asked.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS), after);
        } catch (TimeoutException e) {
            return new LogAnswer.Away("message-service does not answer in time");
        } catch (ExecutionException e) {
            return new LogAnswer.Away(reason(e.getCause()));
        } finally {
            asked.cancel(true);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return switch (failure) {
            case ConnectException _, HttpConnectTimeoutException _ ->
                    "message-service cannot be reached";
            case null, default -> "message-service does not answer: " + failure;
        };
    }

    private LogAnswer read(HttpResponse<byte[]> response, long after) {
        return switch (response.statusCode()) {
            case OK -> pages.read(response.body(), after);
            case UNAUTHORIZED -> LogAnswer.Denied.BAD_TOKEN;
            case FORBIDDEN -> LogAnswer.Denied.NOT_A_PARTICIPANT;
            case NOT_FOUND -> LogAnswer.Denied.UNKNOWN_ROOM;
            default -> new LogAnswer.Away("message-service answered " + response.statusCode());
        };
    }

    private static String withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
