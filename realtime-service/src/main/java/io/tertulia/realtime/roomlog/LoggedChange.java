package io.tertulia.realtime.roomlog;

import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.MessageChange;
import org.jspecify.annotations.Nullable;

/** One change of a room's conversation, as the log's pages tell it. */
public final class LoggedChange {

    private final long seq;
    private final MessageChange kind;
    private final byte[] message;

    /** With the message's JSON as it now is, with the change's {@code seq} in it. */
    LoggedChange(long seq, MessageChange kind, byte[] message) {
        this.seq = seq;
        this.kind = kind;
        this.message = message;
    }

    public long seq() {
        return seq;
    }

    /** The frame that shows the change; null where the dialect has none. */
    public @Nullable FrameText frame(Dialect dialect) {
        return kind.frame(dialect, message);
    }
}
