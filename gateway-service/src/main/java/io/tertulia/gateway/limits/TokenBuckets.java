package io.tertulia.gateway.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One token bucket per caller, in a table of bounded size.
 *
 * <p>One lock guards the table: an access is a look-up and three additions, so waiting for it costs
 * less than a table that could evict without it. The eldest in access order goes first; it has been
 * quiet longest, so its bucket is the fullest and forgetting it gives away the least.
 */
final class TokenBuckets {

    private static final double MILLIS = 1000.0;

    private final double perSecond;
    private final double burst;
    private final Clock clock;
    private final Map<String, Bucket> buckets;

    TokenBuckets(int perSecond, int burst, int callers, Clock clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.buckets =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                        return size() > callers;
                    }
                };
    }

    /** Takes one token: zero if there was one, else the time until there is one again. */
    synchronized Duration take(String caller) {
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(caller, _ -> new Bucket(burst, now));
        // A clock that was set back must not drain the bucket.
        double gained = Math.max(0, now - bucket.atMillis) * perSecond / MILLIS;
        bucket.tokens = Math.min(burst, bucket.tokens + gained);
        bucket.atMillis = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) Math.ceil((1 - bucket.tokens) / perSecond * MILLIS));
    }

    synchronized int size() {
        return buckets.size();
    }

    private static final class Bucket {
        private double tokens;
        private long atMillis;

        Bucket(double tokens, long atMillis) {
            this.tokens = tokens;
            this.atMillis = atMillis;
        }
    }
}
