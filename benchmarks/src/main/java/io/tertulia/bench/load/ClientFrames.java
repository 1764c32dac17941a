package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/**
 * A client's side of RFC 6455, as bytes. Frames are masked with the key 0, which servers must
 * accept and which costs the generator nothing.
 */
final class ClientFrames {

    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final String LINE = "\r\n";
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;

    private ClientFrames() {}

    static ByteBuf upgrade(ByteBufAllocator allocator, Dialogue.Seat seat) {
        List<String> lines =
                List.of(
                        "GET " + seat.target() + " HTTP/1.1",
                        "Host: 127.0.0.1:" + seat.port(),
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGVydHVsaWEgYmVuY2htYQ==");
        String token = seat.token();
        String end = token == null ? "" : "Authorization: Bearer " + token + LINE;
        String request = String.join(LINE, lines) + LINE + end + LINE;
        return allocator.buffer(request.length()).writeBytes(request.getBytes(US_ASCII));
    }

    static ByteBuf text(ByteBufAllocator allocator, String text) {
        return frame(allocator, TEXT, text.getBytes(UTF_8));
    }

    static ByteBuf frame(ByteBufAllocator allocator, int opcode, byte[] payload) {
        ByteBuf frame = allocator.buffer(payload.length + 8);
        frame.writeByte(FINAL | opcode);
        if (payload.length < SHORT) {
            frame.writeByte(MASKED | payload.length);
        } else {
            frame.writeByte(MASKED | SHORT).writeShort(payload.length);
        }
        return frame.writeInt(0).writeBytes(payload);
    }
}
