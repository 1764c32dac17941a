package io.tertulia.realtime.session;

import io.tertulia.events.User;
import io.tertulia.realtime.fanout.Seating;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.TokenBucket;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An open socket with its seat and what it has used of its limits. For its event loop only. */
final class SocketSession {

    private final Seating seating;
    private final Set<UUID> lookedAt = new HashSet<>();
    private final TokenBucket frames;
    private final TokenBucket typing;
    private int inFlight;
    private @Nullable UUID typingIn;

    SocketSession(Seating seating, TokenBucket frames, TokenBucket typing) {
        this.seating = seating;
        this.frames = frames;
        this.typing = typing;
    }

    Seating seating() {
        return seating;
    }

    ChatSocket socket() {
        return seating.socket();
    }

    /** The rooms that others are told the person has open here. */
    Set<UUID> lookedAt() {
        return lookedAt;
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

    /** Remembers the room of the last beginning; in another one it ends by itself soon. */
    void onTyping(UUID room, boolean isTyping) {
        if (isTyping) {
            typingIn = room;
        } else if (room.equals(typingIn)) {
            typingIn = null;
        }
    }

    /** Null while the person types nowhere. */
    @Nullable UUID typingIn() {
        return typingIn;
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
