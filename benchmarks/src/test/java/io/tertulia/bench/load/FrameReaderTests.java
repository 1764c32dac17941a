package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTests {

    private static final String SHORT = "s".repeat(125);
    private static final String MEDIUM = "m".repeat(126);
    private static final byte[] STREAM =
            Unpooled.copiedBuffer(
                            ServerFrames.UPGRADE,
                            ServerFrames.text(SHORT),
                            ServerFrames.text(""),
                            ServerFrames.text(MEDIUM),
                            ServerFrames.text("¡olé!"))
                    .array();

    private final Recorder reader = new Recorder();
    private final EmbeddedChannel channel = new EmbeddedChannel(reader);

    private static final class Recorder extends FrameReader {

        private final List<String> texts = new ArrayList<>();
        private int upgrades;

        @Override
        void onUpgraded(ChannelHandlerContext context) {
            upgrades++;
        }

        @Override
        void onFrame(
                ChannelHandlerContext context, int opcode, ByteBuf bytes, int start, int length) {
            assertThat(opcode).isEqualTo(ClientFrames.TEXT);
            texts.add(bytes.toString(start, length, UTF_8));
        }
    }

    @Test
    void findsFramesThatComeTogetherWithTheUpgrade() {
        ByteBuf stream = Unpooled.wrappedBuffer(STREAM);

        channel.writeInbound(stream);

        assertThatAllCame(reader);
        assertThat(stream.refCnt()).isZero();
    }

    @Test
    void findsFramesWhereverTheyAreSplit() {
        for (int split = 0; split <= STREAM.length; split++) {
            var recorder = new Recorder();
            var split2 = new EmbeddedChannel(recorder);
            split2.writeInbound(Unpooled.copiedBuffer(STREAM, 0, split));
            split2.writeInbound(Unpooled.copiedBuffer(STREAM, split, STREAM.length - split));

            assertThatAllCame(recorder);
        }
    }

    @Test
    void findsFramesThatComeByteByByte() {
        for (byte each : STREAM) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {each}));
        }

        assertThatAllCame(reader);
    }

    private static void assertThatAllCame(Recorder recorder) {
        assertThat(recorder.upgrades).isEqualTo(1);
        assertThat(recorder.texts).containsExactly(SHORT, "", MEDIUM, "¡olé!");
    }

    @Test
    void readsLengthsOfSixteenAndOfSixtyFourBits() {
        List<String> texts = List.of("a".repeat(0xffff), "b".repeat(0x10000), "c".repeat(200_000));
        channel.writeInbound(Unpooled.wrappedBuffer(ServerFrames.UPGRADE));

        for (String text : texts) {
            byte[] frame = ServerFrames.text(text);
            for (int from = 0; from < frame.length; from += 60_000) {
                int to = Math.min(from + 60_000, frame.length);
                channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(frame, from, to)));
            }
        }

        assertThat(reader.texts).isEqualTo(texts);
    }

    @Test
    void saysHowAnUpgradeWasRefused() {
        byte[] refusal =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n\r\n{}".getBytes(UTF_8);
        ByteBuf stream = Unpooled.wrappedBuffer(refusal);

        assertThatThrownBy(() -> channel.writeInbound(stream))
                .isInstanceOf(CorruptedFrameException.class)
                .hasMessageContaining("HTTP/1.1 503 Service Unavailable");

        assertThat(reader.upgrades).isZero();
        assertThat(stream.refCnt()).isZero();
    }

    @Test
    void refusesAMaskedFrame() {
        channel.writeInbound(Unpooled.wrappedBuffer(ServerFrames.UPGRADE));
        ByteBuf masked = ClientFrames.text(channel.alloc(), "a client's");

        assertThatThrownBy(() -> channel.writeInbound(masked))
                .isInstanceOf(CorruptedFrameException.class)
                .hasMessageContaining("masked");
    }

    @Test
    void readsWhatTheGeneratorWritesApartFromTheMask() {
        for (int length : new int[] {0, 125, 126, 0xffff}) {
            ByteBuf frame = ClientFrames.text(channel.alloc(), "x".repeat(length));
            int head = length < 126 ? 2 : 4;

            assertThat(frame.getByte(0)).isEqualTo((byte) 0x81);
            assertThat(frame.getByte(1) & 0x80).isEqualTo(0x80);
            assertThat(frame.getInt(head)).isZero();
            assertThat(frame.readableBytes()).isEqualTo(head + 4 + length);
            frame.release();
        }
    }
}
