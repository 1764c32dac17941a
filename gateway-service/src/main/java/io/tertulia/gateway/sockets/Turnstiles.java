package io.tertulia.gateway.sockets;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.EventExecutor;
import io.tertulia.gateway.problems.ProblemWriter;
import io.tertulia.gateway.problems.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** What the turnstiles of all connections share. */
@Component
final class Turnstiles {

    private final TurnstileProperties properties;
    private final byte[] problem;
    private final Counter refusals;

    /** As many as there are event loops. */
    private final Map<EventExecutor, Lane> lanes = new ConcurrentHashMap<>();

    Turnstiles(TurnstileProperties properties, ProblemWriter problems, MeterRegistry meters) {
        this.properties = properties;
        problem =
                problems.json(Refusal.unavailable("Too many sockets are being opened; try again."));
        refusals = meters.counter("chat.gateway.upgrades.refused");
    }

    /** For a connection that has been registered with its event loop. */
    Turnstile of(Channel connection) {
        var lane = lanes.computeIfAbsent(connection.eventLoop(), this::lane);
        return new Turnstile(this, lane);
    }

    Lane lane(EventExecutor loop) {
        return new Lane(loop, properties);
    }

    Duration longestWait() {
        return properties.longestWait();
    }

    /** A new answer for a client that may not wait, or not any longer; counted. */
    FullHttpResponse refusal() {
        refusals.increment();
        var answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        Unpooled.wrappedBuffer(problem));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, problem.length)
                .set(HttpHeaderNames.RETRY_AFTER, delaySeconds())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }

    private long delaySeconds() {
        return ThreadLocalRandom.current().nextLong(1, properties.retryAfter().toSeconds() + 1);
    }
}
