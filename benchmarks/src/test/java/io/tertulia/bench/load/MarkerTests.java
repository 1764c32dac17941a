package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class MarkerTests {

    private static final String CONTENT = Marker.content(0xabc, 0x123, 0xfedcba, 987_654_321_012L);

    @Test
    void isAHundredCharactersThatJsonLeavesAlone() {
        assertThat(CONTENT).hasSize(100).matches("[~0-9a-fx]*");
    }

    @Test
    void isReadAsItWasWritten() {
        ByteBuf frame = bytes("{\"content\":\"" + CONTENT + "\"}");

        int at = Marker.find(frame, 0, frame.writerIndex(), 0);

        assertThat(at).isEqualTo(12);
        assertThat(Marker.room(frame, at)).isEqualTo(0xabc);
        assertThat(Marker.member(frame, at)).isEqualTo(0x123);
        assertThat(Marker.number(frame, at)).isEqualTo(0xfedcba);
        assertThat(Marker.dueNanos(frame, at)).isEqualTo(987_654_321_012L);
    }

    @Test
    void isFoundWithAndWithoutAHintAndWithAWrongOne() {
        ByteBuf frame = bytes("before it" + "{\"content\":\"" + CONTENT + "\"}");
        int start = 9;
        int length = frame.writerIndex() - start;

        for (int hint : new int[] {-5, 0, 11, 12, 13, 90, length, 5_000}) {
            assertThat(Marker.find(frame, start, length, hint)).as("hint %d", hint).isEqualTo(21);
        }
    }

    @Test
    void isFoundBehindOtherWaves() {
        ByteBuf frame = bytes("{\"sender\":\"~ana~\",\"content\":\"" + CONTENT + "\"}");

        assertThat(Marker.find(frame, 0, frame.writerIndex(), 0)).isEqualTo(29);
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        for (String text : new String[] {"", "~", "{\"type\":\"ready\"}", "~".repeat(20)}) {
            ByteBuf frame = bytes(text);
            assertThat(Marker.find(frame, 0, frame.writerIndex(), 0)).isEqualTo(-1);
        }
    }

    @Test
    void isNotFoundInTheFrameBehind() {
        ByteBuf frames = bytes("{\"type\":\"ready\"}" + CONTENT);

        assertThat(Marker.find(frames, 0, 16, 16)).isEqualTo(-1);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }
}
