package io.tertulia.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** How fast each caller is: a person, wherever their requests come from, else an address. */
@Component
public final class CallerRates {

    /** What one household gets; its single addresses are for nothing to change. */
    private static final int IPV6_PREFIX_BYTES = 8;

    /** Compared as the routes are, escapes decoded, or another spelling would get around it. */
    private static final PathPattern LOGINS =
            PathPatternParser.defaultInstance.parse("/api/v1/auth/**");

    private final TokenBuckets requests;
    private final TokenBuckets logins;

    CallerRates(LimitProperties limits, Clock clock) {
        this.requests =
                new TokenBuckets(
                        limits.requests().perSecond(),
                        limits.requests().burst(),
                        limits.callers(),
                        clock);
        this.logins =
                new TokenBuckets(
                        limits.logins().perSecond(),
                        limits.logins().burst(),
                        limits.callers(),
                        clock);
    }

    /** Counts a person's request: zero if it may go on, else how long to wait. */
    Duration takeAs(String person) {
        return requests.take(person);
    }

    /** Counts a request of somebody unknown: zero if it may go on, else how long to wait. */
    public Duration takeUnknown(ServerHttpRequest request) {
        boolean login =
                HttpMethod.POST.equals(request.getMethod())
                        && LOGINS.matches(request.getPath().pathWithinApplication());
        return (login ? logins : requests).take(address(request));
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress client = request.getRemoteAddress();
        InetAddress address = client == null ? null : client.getAddress();
        if (address instanceof Inet6Address) {
            return HexFormat.of().formatHex(address.getAddress(), 0, IPV6_PREFIX_BYTES);
        }
        return address == null ? "unknown" : address.getHostAddress();
    }
}
