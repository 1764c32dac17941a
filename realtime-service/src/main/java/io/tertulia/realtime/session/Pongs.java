package io.tertulia.realtime.session;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Answers a client's pings. While the client does not read, only the latest is remembered, which is
 * the only one that must be answered (RFC 6455, 5.5.3): so pings cannot pile up what waits.
 *
 * <p>Touched by the socket's event loop only.
 */
final class Pongs {

    private byte @Nullable [] owed;

    void onPing(Channel channel, PingWebSocketFrame ping) {
        owed = ByteBufUtil.getBytes(ping.content());
        onWritable(channel);
    }

    /** The connection may take more: sends what is owed. */
    void onWritable(Channel channel) {
        byte[] payload = owed;
        if (payload != null && channel.isWritable()) {
            owed = null;
            var _ = channel.writeAndFlush(new PongWebSocketFrame(Unpooled.wrappedBuffer(payload)));
        }
    }
}
