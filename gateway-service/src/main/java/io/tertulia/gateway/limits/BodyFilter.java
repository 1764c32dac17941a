package io.tertulia.gateway.limits;

import io.tertulia.gateway.problems.Refusal;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Refuses bodies that are too large: by their announced length before a byte is read, and by
 * counting where none is announced. Breaks off bodies that turn out to be malformed. Bodies stream
 * through; none is held here.
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
        var counted = new Counted(request, exchange.getResponse(), limit);
        long announced = request.getHeaders().getContentLength();
        if (announced <= limit) {
            return chain.filter(exchange.mutate().request(counted).build());
        }
        boolean asks = request.getHeaders().containsHeader(HttpHeaders.EXPECT);
        return asks || announced > counted.patience()
                ? Mono.error(Refusal.tooLarge(limit))
                : counted.getBody().doOnNext(DataBufferUtils::release).then();
    }

    private static boolean isUpload(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && request.getURI().getRawPath().startsWith("/api/v1/chat/attachments");
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final ServerHttpResponse response;
        private final long limit;

        Counted(ServerHttpRequest request, ServerHttpResponse response, long limit) {
            super(request);
            this.response = response;
            this.limit = limit;
        }

        /**
         * How many bytes of a body that is too large are read, and dropped, before the connection
         * ends: a client that is still writing would lose the answer with the connection.
         */
        long patience() {
            return 2 * limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> {
                        // Buffers of one body come one after another; atomic only for visibility.
                        var seen = new AtomicLong();
                        return getDelegate()
                                .getBody()
                                .<DataBuffer>handle((buffer, sink) -> pass(buffer, seen, sink))
                                .concatWith(Mono.defer(() -> end(seen.get())));
                    });
        }

        private void pass(DataBuffer buffer, AtomicLong seen, SynchronousSink<DataBuffer> sink) {
            long now = seen.addAndGet(buffer.readableByteCount());
            if (now <= limit) {
                sink.next(buffer);
                return;
            }
            DataBufferUtils.release(buffer);
            if (now > patience()) {
                sink.error(Refusal.tooLarge(limit));
            }
        }

        private Mono<DataBuffer> end(long seen) {
            if (seen > limit) {
                return Mono.error(Refusal.tooLarge(limit));
            }
            // The server answers a malformed chunk by itself, and lets the body end as if it had
            // come whole; a service would take what there is for all.
            HttpServerResponse ours = ServerHttpResponseDecorator.getNativeResponse(response);
            return ours.hasSentHeaders() && !response.isCommitted()
                    ? Mono.error(new AbortedException("The body is malformed"))
                    : Mono.empty();
        }
    }
}
