package io.tertulia.gateway.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * One file. A browser keeps it and asks each time whether it is still the same: names carry no
 * version, so a file must never be older than the others it was written with.
 */
final class WebClientFile implements WebHandler {

    private final byte[] content;
    private final MediaType type;
    private final String etag;

    private WebClientFile(byte[] content, MediaType type, String etag) {
        this.content = content;
        this.type = type;
        this.etag = etag;
    }

    static WebClientFile of(String path, byte[] content) {
        // The framework's table of types lacks this one.
        MediaType type =
                path.endsWith(".yaml")
                        ? MediaType.APPLICATION_YAML
                        : MediaTypeFactory.getMediaType(path)
                                .orElse(MediaType.APPLICATION_OCTET_STREAM);
        if (type.getType().equals("text")) {
            type = new MediaType(type, java.nio.charset.StandardCharsets.UTF_8);
        }
        return new WebClientFile(content, type, "\"" + digest(content) + "\"");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        if (!HttpMethod.GET.equals(request.getMethod())
                && !HttpMethod.HEAD.equals(request.getMethod())) {
            return Mono.error(
                    new MethodNotAllowedException(
                            request.getMethod(), List.of(HttpMethod.GET, HttpMethod.HEAD)));
        }
        HttpHeaders headers = response.getHeaders();
        headers.setETag(etag);
        headers.setCacheControl(CacheControl.noCache());
        PagePolicy.write(request, headers);
        if (exchange.checkNotModified(etag)) {
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.OK);
        headers.setContentType(type);
        headers.setContentLength(content.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(content)));
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
