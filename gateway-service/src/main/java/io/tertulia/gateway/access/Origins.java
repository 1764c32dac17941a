package io.tertulia.gateway.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Which pages may act for the person whose browser shows them. */
final class Origins {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Names of the same machine: a page opened by one may talk by another. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;

    /**
     * @throws IllegalArgumentException naming the entry that is no origin
     */
    Origins(List<String> allowed) {
        this.allowed =
                allowed.stream()
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .map(Origins::configured)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** True for a listed origin, and for the one that the request was sent to. */
    boolean allows(String origin, ServerHttpRequest request) {
        URI page = parsed(origin);
        return page != null
                && (allowed.contains(canonical(page)) || isSame(page, request.getURI()));
    }

    /**
     * The scheme is left out: behind a proxy that ends TLS we see http where the page says https. A
     * request's port that is not written is the default one of whatever the page's scheme is.
     */
    private static boolean isSame(URI page, URI requested) {
        String host = lower(requested.getHost());
        String pageHost = lower(page.getHost());
        boolean sameHost =
                pageHost.equals(host) || (LOOPBACK.contains(pageHost) && LOOPBACK.contains(host));
        int port = requested.getPort() >= 0 ? requested.getPort() : defaultPort(page);
        return sameHost && port(page) == port;
    }

    private static String configured(String origin) {
        URI uri = parsed(origin);
        if (uri == null) {
            throw new IllegalArgumentException(
                    "CHAT_ALLOWED_ORIGINS: '%s' is no origin such as https://chat.example.org"
                            .formatted(origin));
        }
        return canonical(uri);
    }

    private static String canonical(URI origin) {
        return lower(origin.getScheme()) + "://" + lower(origin.getHost()) + ":" + port(origin);
    }

    private static int port(URI origin) {
        return origin.getPort() >= 0 ? origin.getPort() : defaultPort(origin);
    }

    private static int defaultPort(URI origin) {
        return lower(origin.getScheme()).equals("https") ? HTTPS_PORT : HTTP_PORT;
    }

    /** Null for what is no origin of a web page, "null" among it. */
    private static @Nullable URI parsed(String origin) {
        try {
            URI uri = new URI(origin);
            boolean web = lower(uri.getScheme()).matches("https?");
            boolean bare =
                    (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null
                            && uri.getRawUserInfo() == null;
            return web && bare && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
