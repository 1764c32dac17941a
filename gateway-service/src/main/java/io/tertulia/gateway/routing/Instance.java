package io.tertulia.gateway.routing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a service, as far as its address tells.
 *
 * <p>What is believed of its health is one volatile time: two threads that write it at once have
 * both just met the instance, and either's word is as good.
 */
public final class Instance {

    private static final int HTTP_PORT = 80;
    private static final long NEVER = Long.MIN_VALUE;

    private final String base;
    private volatile long avoidUntilMillis = NEVER;

    /**
     * @param address for instance {@code http://10.0.0.7:8082}
     * @throws IllegalArgumentException naming an address that is of another form
     */
    Instance(URI address) {
        String path = address.getRawPath();
        boolean bare = (path == null || path.isEmpty() || path.equals("/"));
        if (!"http".equals(address.getScheme())
                || address.getHost() == null
                || !bare
                || address.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "'%s' is no base address such as http://10.0.0.7:8082".formatted(address));
        }
        // The port is always written: the HTTP client takes the variable PORT for its default.
        int port = address.getPort() >= 0 ? address.getPort() : HTTP_PORT;
        this.base = "http://" + address.getHost() + ":" + port;
    }

    /** The same path and query at this instance, byte by byte. */
    public URI at(String rawPath, @Nullable String rawQuery) {
        return URI.create(base + rawPath + (rawQuery == null ? "" : "?" + rawQuery));
    }

    /** Remembers that it refused a connection, or is sick. */
    void avoidUntil(long millis) {
        avoidUntilMillis = millis;
    }

    /** Remembers that it is there. */
    void answered() {
        if (avoidUntilMillis != NEVER) {
            avoidUntilMillis = NEVER;
        }
    }

    boolean isAvoided(long nowMillis) {
        return nowMillis < avoidUntilMillis;
    }

    String base() {
        return base;
    }

    @Override
    public String toString() {
        return base;
    }
}
