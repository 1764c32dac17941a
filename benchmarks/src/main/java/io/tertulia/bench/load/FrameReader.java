package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a server's frames in what a connection brings, where they lie: nothing is copied but the
 * frame that a read has cut in two.
 */
abstract class FrameReader extends ChannelInboundHandlerAdapter {

    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;

    private @Nullable ByteBuf rest;
    private boolean isUpgraded;

    /** The server agreed to speak WebSocket. */
    abstract void onUpgraded(ChannelHandlerContext context);

    /** A whole frame; fragments do not come, since no peer sends any. */
    abstract void onFrame(
            ChannelHandlerContext context, int opcode, ByteBuf bytes, int start, int length);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (rest != null) {
            bytes = rest.writeBytes(bytes);
            ((ByteBuf) message).release();
            rest = null;
        }
        try {
            if (isUpgraded || upgrade(context, bytes)) {
                readFrames(context, bytes);
            }
            if (bytes.isReadable()) {
                rest = context.alloc().buffer(bytes.readableBytes() + 1024).writeBytes(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private boolean upgrade(ChannelHandlerContext context, ByteBuf bytes) {
        int end = endOfHead(bytes);
        if (end < 0) {
            return false;
        }
        String head = bytes.readString(end - bytes.readerIndex(), ISO_8859_1);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            String refusal = head.lines().findFirst().orElse("");
            throw new CorruptedFrameException("The upgrade was answered with " + refusal);
        }
        isUpgraded = true;
        onUpgraded(context);
        return true;
    }

    private static int endOfHead(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i + 4 <= bytes.writerIndex(); i++) {
            if (bytes.getInt(i) == 0x0D0A0D0A) {
                return i + 4;
            }
        }
        return -1;
    }

    private void readFrames(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.readableBytes() >= 2) {
            int start = bytes.readerIndex();
            int length = bytes.getByte(start + 1);
            int head = 2;
            if (length == SHORT_LENGTH) {
                head = 4;
            } else if (length == LONG_LENGTH) {
                head = 10;
            }
            if (bytes.readableBytes() < head) {
                return;
            }
            if (length == SHORT_LENGTH) {
                length = bytes.getUnsignedShort(start + 2);
            } else if (length == LONG_LENGTH) {
                length = Math.toIntExact(bytes.getLong(start + 2));
            }
            if (length < 0) {
                throw new CorruptedFrameException("A server's frame is masked");
            }
            if (bytes.readableBytes() < head + length) {
                return;
            }
            onFrame(context, bytes.getByte(start) & 0xF, bytes, start + head, length);
            bytes.skipBytes(head + length);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }
}
