package io.tertulia.test.frames;

import static io.tertulia.test.frames.FrameCase.closes;
import static io.tertulia.test.frames.WireFrame.BINARY;
import static io.tertulia.test.frames.WireFrame.CLOSE;
import static io.tertulia.test.frames.WireFrame.FIN;
import static io.tertulia.test.frames.WireFrame.TEXT;
import static io.tertulia.test.frames.WireFrame.bytes;
import static io.tertulia.test.frames.WireFrame.concat;
import static io.tertulia.test.frames.WireFrame.masked;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a client may close, and how it may not: RFC 6455, 5.5.1 and 7.4. */
final class ClosingCases {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int BAD_UTF8 = 1007;

    private ClosingCases() {}

    static Stream<FrameCase> all() {
        return Stream.of(goodCodes(), badCodes(), others()).flatMap(it -> it);
    }

    private static Stream<FrameCase> goodCodes() {
        return IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4999)
                .mapToObj(
                        code -> closes("7.4 close " + code, code, WireFrame.close(code, "adiós")));
    }

    private static Stream<FrameCase> badCodes() {
        return IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999)
                .mapToObj(
                        code ->
                                closes(
                                        "7.4 close " + code,
                                        PROTOCOL_ERROR,
                                        WireFrame.close(code, "")));
    }

    private static Stream<FrameCase> others() {
        return Stream.of(
                closes("5.5.1 no code", WireSocket.NO_CODE, masked(FIN | CLOSE, "")),
                closes("5.5.1 half a code", PROTOCOL_ERROR, masked(FIN | CLOSE, "x")),
                closes(
                        "5.5.1 a reason of no text",
                        BAD_UTF8,
                        masked(FIN | CLOSE, bytes(0x03, 0xE8, 0xCE, 0xBA, 0xFF))),
                closes(
                        "5.5.1 a reason that ends within a letter",
                        BAD_UTF8,
                        masked(FIN | CLOSE, bytes(0x03, 0xE8, 0xE2, 0x82))),
                closes("5.5.1 the longest reason", 1000, WireFrame.close(1000, "r".repeat(123))),
                closes(
                        "5.5.1 a close within a message",
                        1000,
                        masked(TEXT, "{"),
                        WireFrame.close(1000, "")),
                closes(
                        "5.5.1 nothing counts after a close",
                        1000,
                        concat(
                                WireFrame.close(1000, ""),
                                masked(FIN | BINARY, "x"),
                                bytes(0xFF, 0xFF, 0xFF))));
    }
}
