package io.tertulia.realtime.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.realtime.protocol.FrameText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room's frames of one poll in one style, encoded one behind the other: a socket that gets all of
 * them gets them in a single write of shared bytes, one that does not gets slices.
 */
final class JoinedFrames {

    private final ByteBuf bytes;
    private final int[] ends;

    private JoinedFrames(ByteBuf bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    static JoinedFrames encode(List<RoomFrame> frames, FrameStyle style) {
        int length = 0;
        for (RoomFrame frame : frames) {
            FrameText text = frame.text(style);
            length += text == null ? 0 : text.wireLength();
        }
        ByteBuf bytes = ByteBufAllocator.DEFAULT.buffer(length, length);
        int[] ends = new int[frames.size()];
        for (int i = 0; i < ends.length; i++) {
            FrameText text = frames.get(i).text(style);
            if (text != null) {
                text.writeTo(bytes);
            }
            ends[i] = bytes.writerIndex();
        }
        return new JoinedFrames(bytes, ends);
    }

    /** All frames, retained for the caller; null if there are none. */
    @Nullable ByteBuf all() {
        return bytes.isReadable() ? bytes.retainedDuplicate() : null;
    }

    /** One frame, retained for the caller; null where the style has none for the event. */
    @Nullable ByteBuf one(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        int length = ends[index] - start;
        return length == 0 ? null : bytes.retainedSlice(start, length);
    }

    boolean isReleased() {
        return bytes.refCnt() == 0;
    }

    void release() {
        bytes.release();
    }
}
