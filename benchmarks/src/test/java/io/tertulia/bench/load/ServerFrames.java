package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A server's side of RFC 6455, as bytes. */
final class ServerFrames {

    static final byte[] UPGRADE =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                    .getBytes(US_ASCII);

    private static final int FINAL = 0x80;

    private ServerFrames() {}

    static byte[] text(String text) {
        return frame(ClientFrames.TEXT, text.getBytes(UTF_8));
    }

    static byte[] close(int code) {
        return frame(ClientFrames.CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
        frame.put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 0x10000) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
