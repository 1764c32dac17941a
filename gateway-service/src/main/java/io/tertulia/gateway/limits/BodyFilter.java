package io.tertulia.gateway.limits;

import io.tertulia.gateway.problems.Refusal;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies that are too large: by their announced length before a byte is read, and by
 * counting where none is announced. Bodies stream through; none is held here.
 */
@Component
final class BodyFilter implements WebFilter, Ordered {

    private static final int AFTER_RATES = -40;

    private final LimitProperties limits;

    BodyFilter(LimitProperties limits) {
        this.limits = limits;
    }

    @Override
    public int getOrder() {
        return AFTER_RATES;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long limit = (isUpload(request) ? limits.upload() : limits.body()).toBytes();
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(Refusal.tooLarge(limit));
        }
        return chain.filter(exchange.mutate().request(new Counted(request, limit)).build());
    }

    private static boolean isUpload(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && request.getURI().getRawPath().startsWith("/api/v1/chat/attachments");
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final long limit;

        Counted(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> {
                        // Buffers of one body come one after another; atomic only for visibility.
                        var seen = new AtomicLong();
                        return getDelegate()
                                .getBody()
                                .<DataBuffer>handle(
                                        (buffer, sink) -> {
                                            if (seen.addAndGet(buffer.readableByteCount())
                                                    > limit) {
                                                DataBufferUtils.release(buffer);
                                                sink.error(Refusal.tooLarge(limit));
                                            } else {
                                                sink.next(buffer);
                                            }
                                        });
                    });
        }
    }
}
