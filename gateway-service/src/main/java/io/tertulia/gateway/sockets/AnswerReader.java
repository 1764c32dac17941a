package io.tertulia.gateway.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * Reads one answer to an upgrade. Whoever waits for a 101 must put a handler in this one's place
 * before it returns to the event loop: the service's first frames may be in the same read.
 */
final class AnswerReader extends ChannelInboundHandlerAdapter {

    private static final int SWITCHING_PROTOCOLS = 101;

    /** A problem is far smaller; the rest of a larger body is left out. */
    private static final int LARGEST_BODY = 16 * 1024;

    private final MonoSink<UpgradeAnswer> sink;
    private final SocketProperties properties;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable HttpResponse head;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean done;

    AnswerReader(MonoSink<UpgradeAnswer> sink, SocketProperties properties) {
        this.sink = sink;
        this.properties = properties;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline =
                context.executor()
                        .schedule(
                                () -> fail(context, new IOException("No answer to the upgrade")),
                                properties.upgradeTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                if (response.decoderResult().isFailure()) {
                    fail(context, new IOException("The answer to the upgrade is no HTTP"));
                    return;
                }
                head = response;
            }
            if (message instanceof HttpContent content) {
                keep(content.content());
            }
            if (message instanceof LastHttpContent) {
                finish(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, new IOException("The connection ended before the upgrade was answered"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause);
    }

    private void keep(ByteBuf bytes) {
        int room = Math.min(bytes.readableBytes(), LARGEST_BODY - body.size());
        body.writeBytes(ByteBufUtil.getBytes(bytes, bytes.readerIndex(), room));
    }

    private void finish(ChannelHandlerContext context) {
        HttpResponse response = head;
        if (response == null) {
            return;
        }
        done = true;
        cancelDeadline();
        if (response.status().code() == SWITCHING_PROTOCOLS) {
            sink.success(new UpgradeAnswer.Agreed(context.channel(), response.headers()));
        } else {
            var _ = context.close();
            sink.success(
                    new UpgradeAnswer.Refused(
                            response.status().code(), response.headers(), body.toString(UTF_8)));
        }
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        cancelDeadline();
        if (!done) {
            done = true;
            var _ = context.close();
            sink.error(cause);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
