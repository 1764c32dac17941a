package io.tertulia.gateway.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets the server end the request of an upgrade that the tunnel has answered. The server still has
 * an answer to write, and takes the request for a running one until it is written; it is let go
 * here, and with the request goes all that served it. Bytes are the tunnel's, and pass.
 */
final class AnsweredUpgrade extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf) {
            var _ = context.write(message, promise);
            return;
        }
        ReferenceCountUtil.release(message);
        // First, since the server goes on upon the promise: there is nothing left to let go.
        context.pipeline().remove(this);
        promise.setSuccess();
    }
}
