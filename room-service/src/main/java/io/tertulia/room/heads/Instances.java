package io.tertulia.room.heads;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The instances of a service, in turn. One that has failed is asked last for a while, so that it
 * costs a time-out now and then and not with every request.
 */
final class Instances {

    private final List<URI> urls;
    private final Duration rest;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Instant> restingUntil = new ConcurrentHashMap<>();

    Instances(List<URI> urls, Duration rest, Clock clock) {
        this.urls = List.copyOf(urls);
        this.rest = rest;
        this.clock = clock;
    }

    /** All instances, in the order to ask them in. */
    List<URI> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), urls.size());
        var fit = new ArrayList<URI>();
        var resting = new ArrayList<URI>();
        for (int i = 0; i < urls.size(); i++) {
            URI url = urls.get((first + i) % urls.size());
            (isResting(url) ? resting : fit).add(url);
        }
        fit.addAll(resting);
        return fit;
    }

    /**
     * Notes that an instance has failed.
     *
     * @return whether that is news
     */
    boolean failed(URI url) {
        boolean isNews = !isResting(url);
        restingUntil.put(url, clock.instant().plus(rest));
        return isNews;
    }

    private boolean isResting(URI url) {
        Instant until = restingUntil.get(url);
        return until != null && clock.instant().isBefore(until);
    }
}
