package io.tertulia.test.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bytes of client frames, right and wrong ones. The first byte is FIN, RSV1 to RSV3, opcode. */
public final class WireFrame {

    static final int FIN = 0x80;
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    static final int LARGEST_SHORT = 125;
    static final int MEDIUM = 126;
    static final int LARGE = 127;

    private static final int MASKED = 0x80;
    private static final int LARGEST_MEDIUM = 0xFFFF;
    private static final byte[] KEY = {0x37, (byte) 0xFA, 0x21, 0x3D};
    private static final byte[] NO_KEY = {};

    private WireFrame() {}

    /** A whole text message. */
    public static byte[] text(String text) {
        return masked(FIN | TEXT, text.getBytes(UTF_8));
    }

    /** A masked frame whose length is written as shortly as can be. */
    static byte[] masked(int first, byte[] payload) {
        return frame(first, marker(payload.length), payload, KEY);
    }

    static byte[] masked(int first, String payload) {
        return masked(first, payload.getBytes(UTF_8));
    }

    /** A frame as only a server may send it. */
    static byte[] unmasked(int first, String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        return frame(first, marker(bytes.length), bytes, NO_KEY);
    }

    /** A masked frame whose length is written at more length than needed. */
    static byte[] longWinded(int first, int marker, String payload) {
        return frame(first, marker, payload.getBytes(UTF_8), KEY);
    }

    /** The beginning of a masked frame that promises so many bytes. */
    static byte[] head(int first, int marker, long length) {
        return concat(lengths(first, marker, length, MASKED), KEY);
    }

    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        return masked(
                FIN | CLOSE,
                ByteBuffer.allocate(Short.BYTES + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static int marker(int length) {
        if (length <= LARGEST_SHORT) {
            return length;
        }
        return length <= LARGEST_MEDIUM ? MEDIUM : LARGE;
    }

    private static byte[] frame(int first, int marker, byte[] payload, byte[] key) {
        byte[] start = lengths(first, marker, payload.length, key.length == 0 ? 0 : MASKED);
        return concat(start, key, xored(payload, key));
    }

    private static byte[] lengths(int first, int marker, long length, int maskBit) {
        var head = ByteBuffer.allocate(10).put((byte) first).put((byte) (maskBit | marker));
        if (marker == MEDIUM) {
            head.putShort((short) length);
        } else if (marker == LARGE) {
            head.putLong(length);
        }
        var bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }

    private static byte[] xored(byte[] payload, byte[] key) {
        byte[] masked = payload.clone();
        for (int i = 0; key.length > 0 && i < masked.length; i++) {
            masked[i] ^= key[i % key.length];
        }
        return masked;
    }
}
