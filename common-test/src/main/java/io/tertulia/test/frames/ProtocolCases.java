package io.tertulia.test.frames;

import static io.tertulia.test.frames.FrameCase.answers;
import static io.tertulia.test.frames.FrameCase.closes;
import static io.tertulia.test.frames.FrameCase.lives;
import static io.tertulia.test.frames.WireFrame.BINARY;
import static io.tertulia.test.frames.WireFrame.CLOSE;
import static io.tertulia.test.frames.WireFrame.CONTINUATION;
import static io.tertulia.test.frames.WireFrame.FIN;
import static io.tertulia.test.frames.WireFrame.LARGE;
import static io.tertulia.test.frames.WireFrame.MEDIUM;
import static io.tertulia.test.frames.WireFrame.PING;
import static io.tertulia.test.frames.WireFrame.PONG;
import static io.tertulia.test.frames.WireFrame.TEXT;
import static io.tertulia.test.frames.WireFrame.bytes;
import static io.tertulia.test.frames.WireFrame.concat;
import static io.tertulia.test.frames.WireFrame.head;
import static io.tertulia.test.frames.WireFrame.longWinded;
import static io.tertulia.test.frames.WireFrame.masked;
import static io.tertulia.test.frames.WireFrame.text;
import static io.tertulia.test.frames.WireFrame.unmasked;

import io.tertulia.test.frames.FrameCase.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What RFC 6455 says of frames, case by case; the numbers are its sections. */
public final class ProtocolCases {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int NO_TEXT = 1003;
    private static final int TOO_LARGE = 1009;

    private static final int LIMIT = 64 * 1024;
    private static final int ONE_TOO_LONG = 126;
    private static final String PING_ACTION = "{\"action\":\"ping\",\"client_id\":\"x1\"}";
    private static final List<String> ACK = List.of("\"ack\"", "\"client_id\":\"x1\"");

    private ProtocolCases() {}

    public static Stream<FrameCase> all() {
        return Stream.of(
                        wellFormed(),
                        masks(),
                        reserved(),
                        opcodes(),
                        control(),
                        order(),
                        lengths(),
                        ClosingCases.all(),
                        TextCases.all())
                .flatMap(it -> it);
    }

    /** So many pings, each in a write of its own. */
    public static List<byte[]> pingFlood(int count) {
        return IntStream.range(0, count).mapToObj(i -> masked(FIN | PING, "p" + i)).toList();
    }

    private static Stream<FrameCase> wellFormed() {
        byte[] whole = text(PING_ACTION);
        byte[][] dribble = new byte[whole.length][];
        for (int i = 0; i < whole.length; i++) {
            dribble[i] = bytes(whole[i]);
        }
        return Stream.of(
                answers("5.6 a text", ACK, whole),
                answers("5.6 a text, a byte at a time", ACK, dribble),
                answers("5.4 a byte in each fragment", ACK, fragments(1)),
                answers("5.4 a byte in each fragment, in one write", ACK, concat(fragments(1))),
                answers("5.4 fragments of two bytes", ACK, fragments(2)),
                answers(
                        "5.4 empty fragments around",
                        ACK,
                        masked(TEXT, ""),
                        masked(CONTINUATION, PING_ACTION),
                        masked(CONTINUATION, ""),
                        masked(FIN | CONTINUATION, "")),
                answers(
                        "5.4 a ping between fragments",
                        ACK,
                        masked(TEXT, PING_ACTION.substring(0, 9)),
                        masked(FIN | PING, "between"),
                        masked(FIN | CONTINUATION, PING_ACTION.substring(9))),
                answers("5.5.2 pings in one write", ACK, concat(pings(20), whole)),
                lives("5.5.2 an empty ping", masked(FIN | PING, "")),
                lives("5.5.2 the longest ping", masked(FIN | PING, "p".repeat(125))),
                lives("5.5.2 a ping of no text", masked(FIN | PONG, bytes(0, 0xFF, 0xC0, 0x80))),
                lives("5.5.3 a pong that nobody asked for", masked(FIN | PONG, "unasked")),
                answers("5.2 a text of 65,535 bytes", ACK, padded(LIMIT - 1)),
                answers("5.2 a text of 65,536 bytes", ACK, padded(LIMIT)));
    }

    private static Stream<FrameCase> masks() {
        return Stream.of(
                closes("5.1 a text without a mask", PROTOCOL_ERROR, unmasked(0x81, "{}")),
                closes("5.1 a ping without a mask", PROTOCOL_ERROR, unmasked(0x89, "")),
                closes("5.1 a close without a mask", PROTOCOL_ERROR, unmasked(0x88, "")),
                closes(
                        "5.1 a continuation without a mask",
                        PROTOCOL_ERROR,
                        masked(TEXT, "{"),
                        unmasked(0x80, "}")),
                closes(
                        "RFC 7692 a compressed fragment that nobody agreed on",
                        PROTOCOL_ERROR,
                        masked(TEXT, "{"),
                        masked(FIN | 0x40 | CONTINUATION, "}")));
    }

    private static Stream<FrameCase> reserved() {
        return IntStream.of(0x40, 0x20, 0x10, 0x70)
                .boxed()
                .flatMap(
                        bits ->
                                Stream.of(TEXT, PING, PONG, CLOSE, BINARY)
                                        .map(
                                                opcode ->
                                                        closes(
                                                                "5.2 reserved bits %x on %x"
                                                                        .formatted(bits, opcode),
                                                                PROTOCOL_ERROR,
                                                                masked(FIN | bits | opcode, ""))));
    }

    private static Stream<FrameCase> opcodes() {
        return IntStream.of(3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF)
                .mapToObj(
                        opcode ->
                                closes(
                                        "5.2 opcode %x".formatted(opcode),
                                        PROTOCOL_ERROR,
                                        masked(FIN | opcode, "x")));
    }

    private static Stream<FrameCase> control() {
        return Stream.of(CLOSE, PING, PONG)
                .flatMap(
                        opcode ->
                                Stream.of(
                                        closes(
                                                "5.5 control frame %x too long".formatted(opcode),
                                                PROTOCOL_ERROR,
                                                masked(FIN | opcode, "x".repeat(ONE_TOO_LONG))),
                                        closes(
                                                "5.5 control frame %x in fragments"
                                                        .formatted(opcode),
                                                PROTOCOL_ERROR,
                                                masked(opcode, "x"),
                                                masked(FIN | CONTINUATION, "x"))));
    }

    private static Stream<FrameCase> order() {
        return Stream.of(
                closes("5.4 a continuation of nothing", PROTOCOL_ERROR, masked(FIN, "{}")),
                closes("5.4 a fragment of nothing", PROTOCOL_ERROR, masked(CONTINUATION, "{}")),
                closes(
                        "5.4 a continuation after the end",
                        PROTOCOL_ERROR,
                        masked(TEXT, "{"),
                        masked(FIN | CONTINUATION, "}"),
                        masked(FIN | CONTINUATION, "}")),
                closes("5.4 a text within a text", PROTOCOL_ERROR, masked(TEXT, "{"), text("{}")),
                closes(
                        "5.4 a text begun within a text",
                        PROTOCOL_ERROR,
                        masked(TEXT, "{"),
                        masked(TEXT, "{")),
                closes(
                        "5.4 a binary within a text",
                        PROTOCOL_ERROR,
                        masked(TEXT, "{"),
                        masked(FIN | BINARY, "}")),
                closes("7.4.1 a binary", NO_TEXT, masked(FIN | BINARY, PING_ACTION)),
                closes("7.4.1 an empty binary", NO_TEXT, masked(FIN | BINARY, "")),
                closes(
                        "7.4.1 a binary in fragments",
                        NO_TEXT,
                        masked(BINARY, "a"),
                        masked(FIN | CONTINUATION, "b")));
    }

    private static Stream<FrameCase> lengths() {
        return Stream.of(
                closes("5.2 16 bits for 2", PROTOCOL_ERROR, longWinded(0x81, MEDIUM, "{}")),
                closes("5.2 64 bits for 2", PROTOCOL_ERROR, longWinded(0x81, LARGE, "{}")),
                closes("5.2 64 bits for 300", PROTOCOL_ERROR, longWinded(0x81, LARGE, spaces(300))),
                closes("5.2 the highest of 64 bits", PROTOCOL_ERROR, head(0x81, LARGE, -1)),
                closes("5.2 less than nothing", PROTOCOL_ERROR, head(0x81, LARGE, Long.MIN_VALUE)),
                closes("7.4.1 a byte over the limit", TOO_LARGE, padded(LIMIT + 1)),
                closes("7.4.1 a gigabyte promised", TOO_LARGE, head(0x81, LARGE, 1L << 30)),
                closes("7.4.1 2^31 promised", TOO_LARGE, head(0x81, LARGE, 1L << 31)),
                closes("7.4.1 2^32 + 5 promised", TOO_LARGE, head(0x81, LARGE, (1L << 32) + 5)),
                closes("7.4.1 2^63 - 1", TOO_LARGE, head(0x81, LARGE, Long.MAX_VALUE)),
                closes("7.4.1 a large binary promised", TOO_LARGE, head(0x82, LARGE, 1L << 40)),
                closes(
                        "7.4.1 fragments over the limit",
                        TOO_LARGE,
                        masked(TEXT, spaces(40_000)),
                        masked(FIN | CONTINUATION, spaces(40_000))),
                closes(
                        "7.4.1 fragments over the limit that never end",
                        TOO_LARGE,
                        masked(TEXT, spaces(40_000)),
                        masked(CONTINUATION, spaces(20_000)),
                        masked(CONTINUATION, spaces(20_000))),
                ends("5.2 nothing but a first byte", bytes(0x81)),
                ends("5.2 half a length", bytes(0x81, 0xFE, 0x01)),
                ends("5.2 a head without a payload", head(0x81, MEDIUM, 60_000)),
                ends("5.2 half a payload", concat(head(0x81, MEDIUM, 60_000), new byte[30_000])),
                ends("5.4 half a message", masked(TEXT, "{\"action\":")));
    }

    private static FrameCase ends(String name, byte[] write) {
        return new FrameCase(name, List.of(write), new Outcome.Ends());
    }

    private static byte[][] fragments(int size) {
        int count = (PING_ACTION.length() + size - 1) / size;
        var frames = new byte[count][];
        for (int i = 0; i < count; i++) {
            int first = (i == 0 ? TEXT : CONTINUATION) | (i == count - 1 ? FIN : 0);
            int end = Math.min(PING_ACTION.length(), (i + 1) * size);
            frames[i] = masked(first, PING_ACTION.substring(i * size, end));
        }
        return frames;
    }

    private static byte[] pings(int count) {
        var pings = new byte[count][];
        Arrays.setAll(pings, i -> masked(FIN | PING, "p" + i));
        return concat(pings);
    }

    private static byte[] padded(int length) {
        return text(PING_ACTION + spaces(length - PING_ACTION.length()));
    }

    private static String spaces(int count) {
        return " ".repeat(count);
    }
}
