package io.tertulia.realtime.sockets;

import java.time.Clock;

/**
 * Lets through so many per second, and a burst. It also keeps account of what came although it was
 * refused: one who goes on regardless runs a debt, and a debt as large as the burst is abuse.
 *
 * <p>Not safe for use by several threads: a socket's bucket is touched by its event loop only.
 */
public final class TokenBucket {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final double perSecond;
    private final double burst;
    private final Clock clock;
    private double tokens;
    private long filledAtMillis;

    public TokenBucket(double perSecond, double burst, Clock clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.tokens = burst;
        this.filledAtMillis = clock.millis();
    }

    /** Takes one; false if there is none left. */
    public boolean take() {
        long now = clock.millis();
        double gained = Math.max(0, now - filledAtMillis) * perSecond / MILLIS_PER_SECOND;
        filledAtMillis = now;
        tokens = Math.min(burst, tokens + gained) - 1;
        if (tokens >= 0) {
            return true;
        }
        tokens = Math.max(tokens, -burst);
        return false;
    }

    /** Whether refusing has not helped. */
    public boolean isAbused() {
        return tokens <= -burst;
    }
}
