package io.tertulia.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * What a message's content says about itself: its room, its sender's place in the room, its number
 * among that sender's, and when it was due. All are of fixed width, so that a reader finds and
 * reads them without parsing the frame around them.
 */
final class Marker {

    static final int MOST_ROOMS = 0x1000;
    static final int MOST_MEMBERS = 0x1000;

    private static final byte EDGE = '~';
    private static final int ROOM = 1;
    private static final int MEMBER = ROOM + 3;
    private static final int NUMBER = MEMBER + 3;
    private static final int DUE = NUMBER + 6;
    private static final int END = DUE + 12;
    private static final int CONTENT = 100;
    private static final String PADDING = "x".repeat(CONTENT - END - 1);

    private Marker() {}

    /** A content of 100 characters. */
    static String content(int room, int member, int number, long dueNanos) {
        return String.format(
                Locale.ROOT,
                "~%03x%03x%06x%012x~%s",
                room,
                member,
                number,
                dueNanos & 0xffff_ffff_ffffL,
                PADDING);
    }

    /**
     * Where the marker begins, or -1 if there is none.
     *
     * @param hint where it was in the frame before, counted from the start
     */
    static int find(ByteBuf frame, int start, int length, int hint) {
        if (isAt(frame, start, length, hint)) {
            return start + hint;
        }
        // What is no marker may have its edge: a name, say.
        int end = start + length;
        int found = frame.indexOf(start, end, EDGE);
        while (found >= 0 && !isAt(frame, start, length, found - start)) {
            found = frame.indexOf(found + 1, end, EDGE);
        }
        return found;
    }

    private static boolean isAt(ByteBuf frame, int start, int length, int offset) {
        return offset >= 0
                && offset + END < length
                && frame.getByte(start + offset) == EDGE
                && frame.getByte(start + offset + END) == EDGE;
    }

    static int room(ByteBuf frame, int at) {
        return (int) hex(frame, at + ROOM, at + MEMBER);
    }

    static int member(ByteBuf frame, int at) {
        return (int) hex(frame, at + MEMBER, at + NUMBER);
    }

    static int number(ByteBuf frame, int at) {
        return (int) hex(frame, at + NUMBER, at + DUE);
    }

    static long dueNanos(ByteBuf frame, int at) {
        return hex(frame, at + DUE, at + END);
    }

    private static long hex(ByteBuf frame, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = frame.getByte(i);
            value = value << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return value;
    }
}
