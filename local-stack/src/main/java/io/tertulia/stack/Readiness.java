package io.tertulia.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** Waits until a service says that it is ready. */
final class Readiness {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final InstantSource clock;

    Readiness(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Returns once the service at the URL answers its readiness question with 200.
     *
     * @throws CannotStart if it has not after the patience given
     */
    void await(String part, String url, Duration patience) {
        Instant end = clock.instant().plus(patience);
        String last = "nothing";
        while (clock.instant().isBefore(end)) {
            last = ask(url);
            if (last.startsWith("200")) {
                return;
            }
            // Nothing tells us of readiness but asking; the pause keeps the start-up's two cores.
            LockSupport.parkNanos(ASK_EVERY.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new CannotStart("Stopped while waiting for %s.".formatted(part));
            }
        }
        throw new CannotStart(
                "%s was not ready within %d s; it last answered: %s. See ./tertulia logs %s."
                        .formatted(part, patience.toSeconds(), last, part));
    }

    private String ask(String url) {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                        .timeout(ANSWER_WITHIN)
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
