package io.tertulia.realtime.asking;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the instances of one service, each first in its turn, until one answers. Blocks its caller,
 * which is always a virtual thread. Only for questions, which change nothing: whatever went wrong
 * the next instance may be asked.
 */
public final class Inquirer {

    private static final int OK = 200;

    /** Those that would be the same the next time. */
    private static final Set<Integer> ANSWERS = Set.of(OK, 401, 403, 404);

    private final String service;
    private final HttpClient client;
    private final Bounds bounds;
    private final Semaphore turns;
    private final AtomicInteger nextInstance = new AtomicInteger();

    /**
     * How a service is asked.
     *
     * @param urls its instances' base addresses
     * @param connectTimeout after how long an instance counts as unreachable
     * @param timeout for one answer, its body included
     * @param maxConcurrent questions at once; more wait
     * @param patience how long a question waits for its turn
     */
    public record Bounds(
            List<URI> urls,
            Duration connectTimeout,
            Duration timeout,
            int maxConcurrent,
            Duration patience) {

        public Bounds {
            urls = List.copyOf(urls);
        }
    }

    /** With the service's name as it stands in logs. */
    public Inquirer(String service, Bounds bounds) {
        this.service = service;
        this.bounds = bounds;
        this.turns = new Semaphore(bounds.maxConcurrent());
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(bounds.connectTimeout())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /** Asks by GET, with the asker's own token. */
    public Reply get(String path, String token) throws InterruptedException {
        return ask(path, token, HttpRequest.newBuilder().GET());
    }

    /** Asks by POST what does not fit into an address. */
    public Reply post(String path, byte[] json, String token) throws InterruptedException {
        return ask(
                path,
                token,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    private Reply ask(String path, String token, HttpRequest.Builder question)
            throws InterruptedException {
        if (!turns.tryAcquire(bounds.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            return new Reply.Away("too many questions wait for " + service);
        }
        try {
            return askInTurn(
                    path,
                    question.header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json"));
        } finally {
            turns.release();
        }
    }

    private Reply askInTurn(String path, HttpRequest.Builder question) throws InterruptedException {
        List<URI> urls = bounds.urls();
        int first = Math.floorMod(nextInstance.getAndIncrement(), urls.size());
        Reply reply = new Reply.Away("no instance of %s is known".formatted(service));
        for (int i = 0; i < urls.size(); i++) {
            URI base = urls.get((first + i) % urls.size());
            reply = ask(question.uri(URI.create(withoutSlash(base) + path)).build());
            if (reply instanceof Reply.Given) {
                return reply;
            }
        }
        return reply;
    }

    private Reply ask(HttpRequest request) throws InterruptedException {
        // A timeout of the request's own would end when the headers are here, whereas this one is
        // for the body too.
        CompletableFuture<HttpResponse<String>> asked =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return reply(asked.get(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Reply.Away(service + " does not answer in time");
        } catch (ExecutionException e) {
            return new Reply.Away(reason(e.getCause()));
        } finally {
            asked.cancel(true);
        }
    }

    private String reason(@Nullable Throwable failure) {
        return switch (failure) {
            case ConnectException _, HttpConnectTimeoutException _ ->
                    service + " cannot be reached";
            case null, default -> "%s does not answer: %s".formatted(service, failure);
        };
    }

    private Reply reply(HttpResponse<String> response) {
        int status = response.statusCode();
        return ANSWERS.contains(status)
                ? new Reply.Given(status, status == OK ? response.body() : "")
                : new Reply.Away("%s answered %d".formatted(service, status));
    }

    private static String withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
