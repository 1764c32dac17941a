package io.tertulia.realtime.session;

import io.tertulia.events.User;
import io.tertulia.realtime.fanout.Seat;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.TokenBucket;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An open socket with its seat and what it has used of its limits. For its event loop only. */
final class SocketSession {

    private final Seat seat;
    private final TokenBucket frames;
    private final TokenBucket typing;
    private int inFlight;
    private boolean isTyping;

    SocketSession(Seat seat, TokenBucket frames, TokenBucket typing) {
        this.seat = seat;
        this.frames = frames;
        this.typing = typing;
    }

    Seat seat() {
        return seat;
    }

    ChatSocket socket() {
        return seat.socket();
    }

    UUID room() {
        return seat.room();
    }

    User user() {
        return socket().visitor().user();
    }

    TokenBucket frames() {
        return frames;
    }

    /** Whether a change of typing may be told to the others now. */
    boolean mayType() {
        return typing.take();
    }

    void isTyping(boolean now) {
        isTyping = now;
    }

    boolean isTyping() {
        return isTyping;
    }

    /** Counts one more command, unless too many wait already. */
    boolean begin(int most) {
        if (inFlight >= most) {
            return false;
        }
        inFlight++;
        return true;
    }

    void end() {
        inFlight--;
    }

    void error(@Nullable String clientId, String code, String detail) {
        socket().answer(ServerFrames.error(socket().dialect(), clientId, code, detail));
    }

    /** Acknowledges to those whose dialect knows acknowledgements. */
    void ack(FrameText ack) {
        if (socket().dialect() == Dialect.ACTIONS) {
            socket().answer(ack);
        }
    }
}
