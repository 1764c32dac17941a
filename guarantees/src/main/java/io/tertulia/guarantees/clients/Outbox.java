package io.tertulia.guarantees.clients;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one sender has asked for and waits for, and what it has to ask for again. Its lock guards
 * all of it: answers come on the socket's thread, requests go on the sender's.
 */
final class Outbox {

    private static final int REMEMBERED = 500;

    private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
    private final Queue<Request> again = new ArrayDeque<>();
    private final ArrayDeque<Request> answered = new ArrayDeque<>();
    private final Map<UUID, Long> firstTried = new LinkedHashMap<>();

    private record Waiting(Request request, long sinceNanos) {}

    /**
     * An answered request.
     *
     * @param triedAtNanos when it was asked for the first time
     */
    record Answered(Request request, long triedAtNanos) {}

    /** Begins to wait for an answer. */
    synchronized void sent(Request request, long nanoTime) {
        waiting.put(request.deed().id(), new Waiting(request, nanoTime));
        firstTried.putIfAbsent(request.deed().id(), nanoTime);
    }

    /** An answer came for good, however late; null if there was one before. */
    synchronized @Nullable Answered answered(UUID deed) {
        Waiting ended = waiting.remove(deed);
        Request request = ended != null ? ended.request() : takeAgain(deed);
        if (request == null) {
            return null;
        }
        Long tried = firstTried.remove(deed);
        answered.add(request);
        if (answered.size() > REMEMBERED) {
            answered.remove();
        }
        return new Answered(request, tried == null ? System.nanoTime() : tried);
    }

    private @Nullable Request takeAgain(UUID deed) {
        for (Request request : again) {
            if (request.deed().id().equals(deed)) {
                again.remove(request);
                return request;
            }
        }
        return null;
    }

    /** An attempt came to nothing; false if nobody waited for it. */
    synchronized boolean failed(UUID deed) {
        Waiting failed = waiting.remove(deed);
        if (failed != null) {
            again.add(failed.request());
        }
        return failed != null;
    }

    /** The attempts that have waited since before a moment come to nothing. */
    synchronized List<UUID> failOlderThan(long nanoTime) {
        var failed = new ArrayList<UUID>();
        waiting.values().stream()
                .filter(each -> each.sinceNanos() - nanoTime < 0)
                .forEach(each -> failed.add(each.request().deed().id()));
        failed.forEach(this::failed);
        return failed;
    }

    /** Asks again for everything that was answered lately. */
    synchronized void repeatAll() {
        answered.forEach(request -> again.add(request.repeated()));
        answered.clear();
    }

    /** Takes what must be asked for again; null if nothing. */
    synchronized @Nullable Request takeAgain() {
        return again.poll();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty() && again.isEmpty();
    }
}
