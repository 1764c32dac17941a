package io.tertulia.realtime.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The text of one server frame, and how it stands on the wire. The text is kept in three pieces so
 * that the JSON of an event goes into a frame without being parsed or copied on the way.
 */
public final class FrameText {

    /** FIN set, opcode text: a server's frame is one piece and unmasked (RFC 6455, 5.2). */
    private static final int FINAL_TEXT = 0x81;

    private static final int LARGEST_SHORT = 125;
    private static final int LARGEST_MEDIUM = 0xFFFF;
    private static final int MEDIUM = 126;
    private static final int LARGE = 127;
    private static final byte[] NOTHING = {};

    private final byte[] prefix;
    private final byte[] body;
    private final byte[] suffix;

    FrameText(byte[] prefix, byte[] body, byte[] suffix) {
        this.prefix = prefix;
        this.body = body;
        this.suffix = suffix;
    }

    static FrameText of(byte[] json) {
        return new FrameText(NOTHING, json, NOTHING);
    }

    /** Bytes of the text, without the frame's header. */
    public int length() {
        return prefix.length + body.length + suffix.length;
    }

    /** Bytes of the whole frame. */
    public int wireLength() {
        int length = length();
        int header = length <= LARGEST_SHORT ? 2 : length <= LARGEST_MEDIUM ? 4 : 10;
        return header + length;
    }

    /** Appends the frame as it goes to the client. */
    public void writeTo(ByteBuf out) {
        int length = length();
        out.writeByte(FINAL_TEXT);
        if (length <= LARGEST_SHORT) {
            out.writeByte(length);
        } else if (length <= LARGEST_MEDIUM) {
            out.writeByte(MEDIUM).writeShort(length);
        } else {
            out.writeByte(LARGE).writeLong(length);
        }
        out.writeBytes(prefix).writeBytes(body).writeBytes(suffix);
    }

    /** The frame as it goes to the client, in bytes that are the caller's to release. */
    public ByteBuf encode(ByteBufAllocator allocator) {
        ByteBuf frame = allocator.buffer(wireLength(), wireLength());
        writeTo(frame);
        return frame;
    }

    @Override
    public String toString() {
        return new String(prefix, UTF_8) + new String(body, UTF_8) + new String(suffix, UTF_8);
    }
}
