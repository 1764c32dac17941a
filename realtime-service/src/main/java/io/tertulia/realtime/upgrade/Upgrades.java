package io.tertulia.realtime.upgrade;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.tertulia.events.EventJson;
import io.tertulia.realtime.fanout.Seating;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.session.Sessions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What all upgrades share: their number, the answers, and the switch to WebSocket itself. */
final class Upgrades {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final String SUBPROTOCOLS =
            Dialect.ACTIONS.subprotocol() + "," + Dialect.SIGNALS.subprotocol();

    private final Doorkeeper doorkeeper;
    private final Sessions sessions;
    private final UpgradeProperties properties;
    private final int maxFrame;
    private final WebSocketDecoderConfig decoding;
    private final MeterRegistry meters;
    private final AtomicInteger waiting = new AtomicInteger();

    Upgrades(
            Doorkeeper doorkeeper,
            Sessions sessions,
            UpgradeProperties properties,
            int maxFrame,
            MeterRegistry meters) {
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.properties = properties;
        this.maxFrame = maxFrame;
        this.decoding =
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(maxFrame)
                        .closeOnProtocolViolation(false)
                        .allowExtensions(false)
                        .build();
        this.meters = meters;
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    UpgradeProperties properties() {
        return properties;
    }

    /** Reads and checks a request as far as that needs nobody else. */
    UpgradeRequest check(FullHttpRequest http) throws Refused {
        if (http.decoderResult().isFailure()) {
            throw Refused.badRequest("malformed", "The request is not well-formed.");
        }
        UpgradeRequest request = UpgradeRequest.of(http);
        boolean isAllowed =
                request.origin() == null
                        || properties.allowedOrigins().isEmpty()
                        || properties.allowedOrigins().contains(request.origin());
        if (!isAllowed) {
            throw Refused.forbidden("origin_not_allowed", "This origin is not allowed.");
        }
        return request;
    }

    /** Counts one more that waits; whoever is let begin ends. */
    void begin() throws Refused {
        if (waiting.incrementAndGet() > properties.maxWaiting()) {
            end();
            throw Refused.unavailable("Too many clients are coming in; try again.");
        }
    }

    void end() {
        waiting.decrementAndGet();
    }

    /** Answers that the upgrade is refused, and ends the connection. */
    void refuse(Channel channel, Refused refused) {
        meters.counter("chat.realtime.refusals", "code", refused.code()).increment();
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        refused.status(),
                        Unpooled.wrappedBuffer(problem(refused)));
        var headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (refused.isPassing()) {
            headers.set(
                    HttpHeaderNames.RETRY_AFTER, Math.max(1, properties.retryAfter().toSeconds()));
        }
        if (refused.status().equals(HttpResponseStatus.UNAUTHORIZED)) {
            headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static byte[] problem(Refused refused) {
        ObjectNode problem = MAPPER.createObjectNode();
        problem.put("type", "about:blank");
        problem.put("title", refused.status().reasonPhrase());
        problem.put("status", refused.status().code());
        problem.put("detail", refused.detail());
        problem.put("code", refused.code());
        return MAPPER.writeValueAsBytes(problem);
    }

    /** Switches the connection to WebSocket and opens the session; on the connection's loop. */
    void upgrade(
            ChannelHandlerContext context,
            FullHttpRequest http,
            Seating seating,
            CompletableFuture<Boolean> upgraded) {
        Channel channel = context.channel();
        if (!channel.isActive()) {
            upgraded.complete(false);
            return;
        }
        try {
            new WebSocketServerHandshaker13("", SUBPROTOCOLS, decoding)
                    .handshake(channel, http, new DefaultHttpHeaders(), channel.newPromise())
                    .addListener(done -> open(context, seating, done.isSuccess(), upgraded));
        } catch (RuntimeException e) {
            upgraded.completeExceptionally(e);
            var _ = channel.close();
        }
    }

    private void open(
            ChannelHandlerContext context,
            Seating seating,
            boolean isShaken,
            CompletableFuture<Boolean> upgraded) {
        Channel channel = context.channel();
        // Whoever completes it first decides who gives back place and seats: the session, or those
        // who wait no longer.
        boolean isOpen = isShaken && channel.isActive();
        if (!upgraded.complete(isOpen) || !isOpen) {
            var _ = channel.close();
            return;
        }
        try {
            // What is active now will be told when it is gone, so the session that begins here
            // ends by channelInactive.
            context.pipeline()
                    .addLast(new WebSocketFrameAggregator(maxFrame))
                    .addLast(sessions.open(seating));
            context.pipeline().remove(UpgradeHandler.class);
            channel.config().setAutoRead(true);
        } catch (RuntimeException e) {
            LOG.error("A session could not begin, by a fault of ours", e);
            var _ = channel.close();
        }
    }
}
