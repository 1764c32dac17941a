package io.tertulia.gateway.problems;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Gives the HTTP server's own refusals a body: what it cannot decode it answers by itself, without
 * one, before anything else hears of the request.
 */
@Sharable
final class EmptyAnswerFiller extends ChannelOutboundHandlerAdapter {

    private static final Map<Integer, Refusal> REFUSALS =
            Map.of(
                    HttpStatus.BAD_REQUEST.value(),
                    Refusal.malformed("This is no well-formed HTTP request."),
                    HttpStatus.REQUEST_TIMEOUT.value(),
                    Refusal.of(HttpStatus.REQUEST_TIMEOUT, "The body stopped coming."),
                    HttpStatus.URI_TOO_LONG.value(),
                    Refusal.of(HttpStatus.URI_TOO_LONG, "The address is too long."),
                    HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value(),
                    Refusal.of(
                            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "The headers are too large."));

    private final ProblemWriter problems;

    EmptyAnswerFiller(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Object written = message;
        if (message instanceof FullHttpResponse answer
                && !answer.content().isReadable()
                && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
            Refusal refusal = REFUSALS.get(answer.status().code());
            if (refusal != null) {
                written = filled(answer, problems.json(refusal));
                answer.release();
            }
        }
        var _ = context.write(written, promise);
    }

    private static FullHttpResponse filled(FullHttpResponse answer, byte[] body) {
        var filled =
                new DefaultFullHttpResponse(
                        answer.protocolVersion(), answer.status(), Unpooled.wrappedBuffer(body));
        filled.headers()
                .set(answer.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return filled;
    }
}
