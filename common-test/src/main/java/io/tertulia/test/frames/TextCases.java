package io.tertulia.test.frames;

import static io.tertulia.test.frames.FrameCase.answers;
import static io.tertulia.test.frames.FrameCase.closes;
import static io.tertulia.test.frames.WireFrame.CONTINUATION;
import static io.tertulia.test.frames.WireFrame.FIN;
import static io.tertulia.test.frames.WireFrame.PONG;
import static io.tertulia.test.frames.WireFrame.TEXT;
import static io.tertulia.test.frames.WireFrame.bytes;
import static io.tertulia.test.frames.WireFrame.concat;
import static io.tertulia.test.frames.WireFrame.masked;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Text that is UTF-8, and text that is not: RFC 6455, 8.1. */
final class TextCases {

    private static final int BAD_UTF8 = 1007;
    private static final int HALF_A_LETTER = "{\"action\":\"ping\",\"client_id\":\"".length() + 1;

    private TextCases() {}

    static Stream<FrameCase> all() {
        return Stream.of(wrong(), split(), fragments()).flatMap(it -> it);
    }

    private static Stream<FrameCase> wrong() {
        return Stream.of(
                        bytes(0xFF),
                        bytes(0xFE),
                        bytes(0x80),
                        bytes(0xC0, 0xAF),
                        bytes(0xC1, 0xBF),
                        bytes(0xE0, 0x80, 0xAF),
                        bytes(0xF0, 0x80, 0x80, 0xAF),
                        bytes(0xED, 0xA0, 0x80),
                        bytes(0xED, 0xBF, 0xBF),
                        bytes(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80),
                        bytes(0xF4, 0x90, 0x80, 0x80),
                        bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
                        bytes(0xC3, 0x28),
                        bytes(0xE2, 0x82))
                .map(
                        wrong ->
                                closes(
                                        "8.1 in a string: " + Arrays.toString(wrong),
                                        BAD_UTF8,
                                        masked(FIN | TEXT, quoted(wrong))));
    }

    private static Stream<FrameCase> split() {
        byte[] good = quoted("ñ€😀".getBytes(UTF_8));
        return IntStream.range(1, good.length)
                .mapToObj(
                        at ->
                                answers(
                                        "8.1 good text in two parts, " + at,
                                        List.of("\"ack\"", "ñ€😀"),
                                        masked(TEXT, Arrays.copyOf(good, at)),
                                        masked(
                                                FIN | CONTINUATION,
                                                Arrays.copyOfRange(good, at, good.length))));
    }

    private static Stream<FrameCase> fragments() {
        byte[] good = quoted("ñ€😀".getBytes(UTF_8));
        return Stream.of(
                closes(
                        "8.1 a letter that the next fragment does not end",
                        BAD_UTF8,
                        masked(TEXT, bytes('{', 0xE2, 0x82)),
                        masked(FIN | CONTINUATION, "}")),
                closes(
                        "8.1 a letter that the end leaves unfinished",
                        BAD_UTF8,
                        masked(TEXT, "{"),
                        masked(FIN | CONTINUATION, bytes(0xF0, 0x9F, 0x98))),
                answers(
                        "8.1 a pong between the halves of a letter",
                        List.of("\"ack\"", "ñ€😀"),
                        masked(TEXT, Arrays.copyOf(good, HALF_A_LETTER)),
                        masked(FIN | PONG, "between"),
                        masked(
                                FIN | CONTINUATION,
                                Arrays.copyOfRange(good, HALF_A_LETTER, good.length))));
    }

    /** A frame that would be answered, were it not for what stands in its string. */
    private static byte[] quoted(byte[] text) {
        return concat(
                "{\"action\":\"ping\",\"client_id\":\"".getBytes(UTF_8),
                text,
                "\"}".getBytes(UTF_8));
    }
}
